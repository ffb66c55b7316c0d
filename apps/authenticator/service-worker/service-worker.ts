// Keeps the whole app on the device, so that codes are there without a network. A version is taken whole or not at all, and
// never takes over from another by itself: the app asks the person first.

declare const __VERSION__: string;
declare const __FILES__: readonly string[];

const worker = self as unknown as ServiceWorkerGlobalScope;
const cachePrefix = "app-";
const current = `${cachePrefix}${__VERSION__}`;
/** Where a shared picture waits for the app; `pwa/shared.ts` takes it out. */
const sharedCache = "shared";

worker.addEventListener("install", (event) => event.waitUntil(precache()));
worker.addEventListener("activate", (event) => event.waitUntil(takeOver()));
worker.addEventListener("message", ({ data }) => {
  if (data === "activate") void worker.skipWaiting();
});
worker.addEventListener("fetch", (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (origin !== worker.location.origin) return;
  if (request.method === "POST" && pathname === "/share") event.respondWith(receive(request));
  if (request.method === "GET" && pathname !== "/sw.js") event.respondWith(answer(request));
});

async function precache(): Promise<void> {
  const cache = await caches.open(current);
  await cache.addAll(__FILES__.map((file) => new Request(file, { cache: "reload" })));
}

/** The version before is kept: a window that still runs it may yet load a part of it. */
async function takeOver(): Promise<void> {
  const versions = (await caches.keys()).filter((name) => name.startsWith(cachePrefix));
  const former = versions.filter((name) => name !== current).slice(0, -1);
  await Promise.all(former.map((name) => caches.delete(name)));
  await worker.clients.claim();
}

async function answer(request: Request): Promise<Response> {
  const asked = request.mode === "navigate" ? "/" : request;
  const kept =
    (await caches.match(asked, { cacheName: current })) ??
    (await caches.match(asked, { ignoreSearch: true }));
  return kept ?? fetch(request);
}

/** Keeps what another app shared on this device and opens the app, which reads it. */
async function receive(request: Request): Promise<Response> {
  const form = await request.formData();
  const cache = await caches.open(sharedCache);
  const picture = form.get("picture");
  const text = form.get("url") ?? form.get("text");
  const body = picture instanceof Blob && picture.size > 0 ? picture : text;
  if (body !== null) await cache.put("/shared", new Response(body));
  return Response.redirect("/#shared", 303);
}
