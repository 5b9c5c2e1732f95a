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

  const broken = (error) => {
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
    window.alongside = Object.freeze({ stats: viewer.stats });
    viewer.start(peer, socket);
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
