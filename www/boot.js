// Loads the viewer. Everything else is in the WebAssembly module.
//
// The build puts the module's glue in here and replaces the module's name by a hashed one: one script,
// so that nothing is fetched behind something else that was fetched.
//
// No module itself: those wait until the page is read, and this is what takes longest.

(() => {
  // Before anything else: the module is compiled while it arrives. A browser that does not know how
  // says so below, once the page is read.
  const own = document.currentScript.src;
  const compile = async () => WebAssembly.compileStreaming(fetch(new URL("./viewer.wasm", own)));
  const module = compile();
  module.catch(() => {});

  // A link that brings a code is about to connect. What takes the browser longest to make is made
  // while the module is still compiled, and says nothing to anybody; the module takes it over.
  const make = (what) => {
    try {
      return location.hash.length > 1 ? what() : undefined;
    } catch {
      return undefined;
    }
  };
  const peer = make(() => new RTCPeerConnection());
  const socket = make(() => new WebSocket(new URL("/ws", location.href), "alongside.1"));

  const broken = (error) => {
    document.getElementById("broken").hidden = false;
    document.getElementById("connect").disabled = true;
    console.error(error);
  };

  // An exception that passes through the module leaves it in no state to go on.
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
    // For scripts that drive the page from outside: an element copied over the DevTools protocol
    // keeps nothing but its own properties, so each button has one that says which it is.
    for (const button of document.querySelectorAll("button[id]")) button.control = button.id;
  };
  load().catch(async (error) => {
    await parsed;
    broken(error);
  });
})();
