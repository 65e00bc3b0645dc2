{# Keeps the verification page on the device and answers for it when the network does not. #}
{# Only the addresses of this page; no other page of the site, nothing of anybody signed in. #}
"use strict";

const { page: PAGE, assets: ASSETS, lists: LISTS, library: LIBRARY } = {{ kept|safe }};
const [STORE, STAMP] = ["relais-verification", "/v/kept-at"];
const [PATIENCE, DAY, MOMENT] = [4000, 24 * 3600e3, 300e3];

const stored = (address) => caches.match(address, { cacheName: STORE, ignoreVary: true });

async function fetchInto(store, address) {
  {# Without cookies: what is kept is nobody's page. #}
  const answer = await fetch(address, { credentials: "omit" });
  if (!answer.ok) throw new Error(address);
  await store.put(address, answer);
}

{# Assets once; the page and the lists unless they were fetched less than `age` ago. #}
async function fill(age) {
  const store = await caches.open(STORE);
  const keptAt = Number(await (await stored(STAMP))?.text());
  const missing = [];
  for (const asset of ASSETS) if (!(await stored(asset))) missing.push(asset);
  const young = Date.now() - keptAt < age && (await stored(PAGE));
  await Promise.all([...missing, ...(young ? [] : [PAGE, ...LISTS])].map((a) => fetchInto(store, a)));
  if (!young) await store.put(STAMP, new Response(String(Date.now())));
}

async function tidy() {
  const store = await caches.open(STORE);
  const wanted = new Set([...ASSETS, ...LISTS, LIBRARY, STAMP]);
  for (const request of await store.keys()) {
    const { pathname } = new URL(request.url);
    if (!wanted.has(pathname) && !pathname.endsWith("/verify/")) await store.delete(request);
  }
}

const soon = (request) =>
  Promise.race([
    fetch(request),
    new Promise((_, refuse) => setTimeout(() => refuse(new Error("slow")), PATIENCE)),
  ]);

{# The network has four seconds; then, and when it fails, the kept page speaks. #}
async function navigated(event) {
  try {
    const answer = await soon(event.request);
    if (answer.status < 500) {
      event.waitUntil(fill(DAY).catch(() => {}));
      return answer;
    }
    return (await stored(PAGE)) ?? answer;
  } catch {
    return (await stored(PAGE)) ?? fetch(event.request);
  }
}

self.addEventListener("install", (event) => {
  event.waitUntil(fill(MOMENT).then(() => self.skipWaiting()));
});
self.addEventListener("activate", (event) => {
  event.waitUntil(tidy().then(() => self.clients.claim()));
});
self.addEventListener("fetch", (event) => {
  const { origin, pathname } = new URL(event.request.url);
  if (event.request.method !== "GET" || origin !== location.origin) return;
  if (event.request.mode === "navigate") {
    const own = /^\/v\/([^./]+\/)?$|^\/(fr|en)\/verify\/$/.test(pathname);
    if (own) event.respondWith(navigated(event));
  } else if (ASSETS.includes(pathname) || pathname === LIBRARY) {
    event.respondWith(stored(pathname).then((known) => known ?? fetch(event.request)));
  }
});
