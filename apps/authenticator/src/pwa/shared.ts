/** Takes out what another app shared with this one; the service worker put it there. */
export async function takeShared(): Promise<Blob | undefined> {
  if (!("caches" in globalThis)) return undefined;
  const cache = await caches.open("shared");
  const kept = await cache.match("/shared");
  await cache.delete("/shared");
  return kept?.blob();
}
