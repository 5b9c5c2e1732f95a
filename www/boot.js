// Loads the viewer. Everything else is in the WebAssembly module.
//
// The build inserts the JavaScript glue of the module here, and replaces the file name of the module by a
// hashed one. With one script there is no chain of fetches.
//
// This is a classic script: a module script is deferred until the document is parsed, and loading the
// WebAssembly module takes the longest time.

(() => {
  // First: compile the module while it is downloaded. An error is handled below, after the document is
  // parsed.
  const own = document.currentScript.src;
  const compile = async () => WebAssembly.compileStreaming(fetch(new URL("./viewer.wasm", own)));
  const module = compile();
  module.catch(() => {});

  // A link with a code is about to connect. The slowest browser objects are created while the module is
  // still being compiled. They send no message to a peer; the module takes them over.
  const createIfLinked = (create) => {
    try {
      return location.hash.length > 1 ? create() : undefined;
    } catch {
      return undefined;
    }
  };
  const peer = createIfLinked(() => new RTCPeerConnection());
  const socket = createIfLinked(() => new WebSocket(new URL("/ws", location.href), "alongside.3"));

  // English is in the page and in the module; a catalogue of another language is loaded meanwhile, and until then the
  // page shows nothing, so that nobody reads two languages. The build inserts the languages: tag, own name, the file of
  // the catalogue and that of the manifest.
  const LANGUAGES = [["//= languages"]];
  //= language.js
  const CATALOGUES = new Map(LANGUAGES.map(([tag, , file]) => [tag, file]));
  const MANIFESTS = new Map(LANGUAGES.map(([tag, , , file]) => [tag, file]));
  const [language] = languageOfPage(LANGUAGES);
  // What a browser says of the page when it installs it. That of the page itself is in English.
  const nameManifest = (tag) => {
    const file = MANIFESTS.get(tag);
    if (file) document.querySelector("link[rel=manifest]").href = new URL(file, own);
  };
  const loadCatalogue = async (tag) => {
    const file = CATALOGUES.get(tag);
    const answer = file && await fetch(new URL(file, own));
    return answer?.ok ? new Uint8Array(await answer.arrayBuffer()) : undefined;
  };
  const root = document.documentElement;
  if (language !== "en") root.dataset.words = "loading";
  const showWords = () => delete root.dataset.words;
  const tooLate = new Promise((done) => setTimeout(done, 4000));
  const catalogue = Promise.race([loadCatalogue(language).catch(() => undefined), tooLate]);
  tooLate.then(showWords);

  // The words of codes in other languages than English. Only a code that is typed needs them, so they come last. When
  // the module does not know a word, it waits for them; with the next attempt they are asked for again.
  let codeWords;
  const loadCodeWords = () => {
    const fetchWords = async () => {
      const answer = await fetch(new URL("./code-words.txt", own));
      return answer.ok ? answer.text() : undefined;
    };
    const offer = async () => {
      const tooLate = new Promise((done) => setTimeout(done, 4000));
      const words = await Promise.race([fetchWords().catch(() => undefined), tooLate]);
      if (!viewer.code_words(words)) codeWords = undefined;
    };
    codeWords ??= offer();
  };

  const offerLanguages = () => {
    const menu = document.getElementById("language");
    for (const [tag, name] of LANGUAGES) {
      const option = new Option(name, tag);
      // So that a screen reader says each name in its own language.
      option.lang = tag;
      menu.add(option);
    }
    menu.value = root.lang;
    menu.addEventListener("change", async () => {
      const tag = menu.value;
      try {
        localStorage.setItem(LANGUAGE_KEY, tag);
      } catch {
        // It holds for this page only.
      }
      const chosen = await loadCatalogue(tag).catch(() => undefined);
      if (menu.value !== tag) return;
      viewer.speak(tag, chosen);
      nameManifest(tag);
      menu.value = root.lang;
    });
  };

  const broken = (error) => {
    showWords();
    document.getElementById("broken").hidden = false;
    document.getElementById("connect").disabled = true;
    console.error(error);
  };

  // After an exception in the module, its state is undefined.
  addEventListener("error", (event) => {
    if (event.filename?.startsWith(new URL(".", own).href)) {
      document.documentElement.dataset.phase = "idle";
      broken(event.error);
    }
  });

  const parsed = new Promise((done) => addEventListener("DOMContentLoaded", done, { once: true }));

  //= viewer.js

  const load = async () => {
    await viewer({ module_or_path: await module });
    await parsed;
    if (language !== "en") nameManifest(language);
    window.alongside = Object.freeze({ stats: viewer.stats });
    viewer.start(peer, socket, language, await catalogue);
    showWords();
    offerLanguages();
    loadCodeWords();
    document.getElementById("join").addEventListener("submit", loadCodeWords);
    // For scripts that control the page: an element that is copied over the DevTools protocol has only
    // its own properties, so each button gets one with its id.
    for (const button of document.querySelectorAll("button[id]")) button.control = button.id;
  };
  // For the installed page; browsers have it on https and on the own computer only. Without it nothing is missing.
  addEventListener("load", () => {
    navigator.serviceWorker?.register("/sw.js", { updateViaCache: "none" }).catch(() => {});
  });

  load().catch(async (error) => {
    await parsed;
    broken(error);
  });
})();
