// The service worker of the installed page: keeps the files of one build, so that the page opens without the server.
//
// It keeps nothing of a session. Only the page itself and the files below are ever answered or stored; the WebSockets,
// and every address with a query, go past it. The page itself comes from the server whenever that answers, so that a
// newer build is never held back. The build inserts the names.

"use strict";

const FILES = ["//= files"];
const CACHE = "alongside //= build";

addEventListener("install", (event) => {
  const store = async () => {
    const cache = await caches.open(CACHE);
    await cache.addAll(["./", ...FILES]);
    // It answers nothing that an older one would answer otherwise.
    await skipWaiting();
  };
  event.waitUntil(store());
});

addEventListener("activate", (event) => {
  const clean = async () => {
    for (const name of await caches.keys()) {
      if (name.startsWith("alongside ") && name !== CACHE) await caches.delete(name);
    }
    await clients.claim();
  };
  event.waitUntil(clean());
});

const stored = async (name) => (await caches.open(CACHE)).match(name);

// From the server; without one, as it was stored.
const page = async (request) => {
  try {
    return await fetch(request);
  } catch (error) {
    const kept = await stored("./");
    if (kept) return kept;
    throw error;
  }
};

// The name of such a file changes with its content.
const file = async (request, name) => (await stored(name)) ?? fetch(request);

addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== "GET" || url.origin !== location.origin || url.search) return;
  const name = url.pathname.slice(1);
  if (name === "") event.respondWith(page(request));
  else if (FILES.includes(name)) event.respondWith(file(request, name));
});
