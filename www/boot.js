// Loads the viewer. Everything else is in the WebAssembly module.
//
// The names of the two files are replaced by hashed ones when the page is built.
//
// No module itself: those wait until the page is read, and this is what takes longest.

(() => {
  const own = document.currentScript.src;

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

  const load = async () => {
    // Asked for before anything is waited for: it is compiled while it arrives.
    const module = fetch(new URL("./viewer.wasm", own));
    const viewer = await import("./viewer.js");
    await viewer.default({ module_or_path: module });
    await parsed;
    window.alongside = Object.freeze({ stats: viewer.stats });
    viewer.start();
    // For scripts that drive the page from outside: an element copied over the DevTools protocol
    // keeps nothing but its own properties, so each button has one that says which it is.
    for (const button of document.querySelectorAll("button[id]")) button.control = button.id;
  };
  load().catch(async (error) => {
    await parsed;
    broken(error);
  });
})();
