// The server's half of sync as `packages/vault-sync` has it, in memory: so that a test can stand
// between two requests, or take the network away. The journeys in tests/browser meet the real one.

import type { Bytes } from "@sallyport/vault";

export class SyncServer {
  origin = "https://id.example.com";
  /** As `METHOD /path status`. */
  readonly answered: string[] = [];
  /** What the app's host says about where it is. */
  toldOrigin: string | undefined;
  /** Origins that were asked and are not this server's. */
  readonly strayed: string[] = [];
  stored: { readonly bytes: Bytes; readonly revision: number } | undefined;
  isDown = false;
  /** For how long it asks to be left alone, whatever is asked. */
  busySeconds: number | undefined;
  /** What comes in between, before a vault is stored; once. */
  beforePut: (() => Promise<void>) | undefined;
  readonly #codes = new Set<string>();
  readonly #tokens = new Set<string>();
  #count = 0;

  newCode(): string {
    this.#count += 1;
    const code = `CODE-${this.#count}`;
    this.#codes.add(code);
    return code;
  }

  removeDevices(): void {
    this.#tokens.clear();
  }

  readonly fetch = async (url: string, init: RequestInit): Promise<Response> => {
    if (this.isDown) throw new TypeError("no network");
    const { pathname, origin } = new URL(url);
    if (origin !== this.origin) {
      this.strayed.push(origin);
      throw new TypeError("there is nothing at this address");
    }
    const method = init.method ?? "GET";
    const answer = await this.#answer(method, pathname, init);
    this.answered.push(`${method} ${pathname} ${answer.status}`);
    return answer;
  };

  async #answer(method: string, path: string, init: RequestInit): Promise<Response> {
    const headers = new Headers(init.headers);
    if (this.busySeconds !== undefined) {
      const wait = { "retry-after": String(this.busySeconds) };
      return new Response(null, { status: 429, headers: wait });
    }
    if (path === "/vault-sync/devices") {
      const { pairingCode } = JSON.parse(String(init.body)) as { pairingCode: string };
      if (!this.#codes.delete(pairingCode)) return new Response(null, { status: 403 });
      this.#count += 1;
      const token = `token-of-device-${this.#count}`;
      this.#tokens.add(token);
      const paired = {
        deviceId: `d${this.#count}`,
        token,
        owner: "alice",
        account: "111122223333",
      };
      return Response.json(paired, { status: 201 });
    }
    const token = headers.get("authorization")?.replace("Bearer ", "") ?? "";
    if (!this.#tokens.has(token)) return new Response(null, { status: 401 });
    if (method === "DELETE") {
      this.#tokens.delete(token);
      return new Response(null, { status: 204 });
    }
    return method === "PUT" ? this.#put(headers, init.body as Bytes) : this.#get(headers);
  }

  #get(headers: Headers): Response {
    if (this.stored === undefined) return new Response(null, { status: 404 });
    const etag = `"${this.stored.revision}"`;
    if (headers.get("if-none-match") === etag) return new Response(null, { status: 304 });
    return new Response(this.stored.bytes, { headers: { etag } });
  }

  async #put(headers: Headers, bytes: Bytes): Promise<Response> {
    const { beforePut } = this;
    this.beforePut = undefined;
    await beforePut?.();
    const [match, noneMatch] = [headers.get("if-match"), headers.get("if-none-match")];
    if (match === null && noneMatch === null) return new Response(null, { status: 428 });
    const isExpected =
      noneMatch === "*" ? this.stored === undefined : match === `"${this.stored?.revision}"`;
    if (!isExpected) return new Response(null, { status: 412 });
    this.stored = { bytes, revision: (this.stored?.revision ?? 0) + 1 };
    return new Response(null, { status: 204, headers: { etag: `"${this.stored.revision}"` } });
  }
}
