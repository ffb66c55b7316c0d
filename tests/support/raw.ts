import { connect } from "node:net";

/** Sends bytes over a socket as they are, and answers with all that comes back until the server has nothing more to say. */
export function sendRaw(
  origin: string,
  bytes: string,
  { end = true }: { readonly end?: boolean } = {},
): Promise<string> {
  const { hostname, port } = new URL(origin);
  return new Promise((resolve, reject) => {
    let text = "";
    const socket = connect(Number(port), hostname, () => {
      socket.write(bytes, "latin1");
      if (end) socket.end();
    });
    socket.setEncoding("latin1").on("data", (chunk: string) => {
      text += chunk;
    });
    socket.on("error", (error: Error & { code?: string }) => {
      // Whoever refuses a flood need not read it to its end.
      if (error.code === "ECONNRESET" || error.code === "EPIPE") resolve(text);
      else reject(error);
    });
    socket.on("close", () => resolve(text));
  });
}

/** The status of an answer as it came over the socket; 0 where there was none. */
export function statusOf(text: string): number {
  return Number(/^HTTP\/1\.1 (\d{3})/.exec(text)?.[1] ?? 0);
}
