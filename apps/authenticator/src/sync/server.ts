/** Where this app syncs, as the host that serves it says: undefined where it names none, as a host of mere files does. */
export async function findServer(): Promise<string | undefined> {
  const answer = await fetch("/server.json", { cache: "no-store" });
  if (!answer.ok) return undefined;
  try {
    const told: unknown = await answer.json();
    const { server } = { server: undefined, ...(typeof told === "object" ? told : {}) };
    return typeof server === "string" && isOrigin(server) ? server : undefined;
  } catch {
    return undefined; // some hosts answer every path with their first page
  }
}

function isOrigin(text: string): boolean {
  const url = URL.parse(text);
  return url !== null && /^https?:$/.test(url.protocol) && url.origin === text;
}
