// Loads the viewer. Everything else is in the WebAssembly module.
//
// The names of the two files are replaced by hashed ones when the page is built.

const broken = (error) => {
  document.getElementById("broken").hidden = false;
  document.getElementById("connect").disabled = true;
  console.error(error);
};

// An exception that passes through the module leaves it in no state to go on.
addEventListener("error", (event) => {
  if (event.filename?.startsWith(new URL(".", import.meta.url).href)) {
    document.documentElement.dataset.phase = "idle";
    broken(event.error);
  }
});

try {
  const viewer = await import("./viewer.js");
  await viewer.default({ module_or_path: new URL("./viewer.wasm", import.meta.url) });
  window.alongside = Object.freeze({ stats: viewer.stats });
  viewer.start();
  // For scripts that drive the page from outside: an element copied over the DevTools protocol keeps
  // nothing but its own properties, so each button has one that says which it is.
  for (const button of document.querySelectorAll("button[id]")) button.control = button.id;
} catch (error) {
  broken(error);
}
