import type { Log } from "@sallyport/platform";
import type { TrustedProxies } from "@sallyport/web";
import { front, type Mounts } from "./front.ts";
import { type HttpServer, type Listen, listen } from "./listen.ts";

export interface ServeOptions {
  readonly listen: Listen;
  readonly proxies: TrustedProxies;
  readonly log: Log;
}

export interface Serving extends HttpServer {
  /** Opens the doors: `/readyz` says so from now on. */
  open(mounts: Mounts): void;
}

/**
 * Takes the port, and answers `/healthz` at once and everything else when the doors are open: what must come first
 * (migrations, keys) can take its time, and a port in use is told before any of it.
 */
export async function serve({ listen: place, proxies, log }: ServeOptions): Promise<Serving> {
  let mounts: Mounts | undefined;
  const server = await listen(place, front({ log, proxies, mounted: () => mounts }));
  return {
    port: server.port,
    open: (opened) => {
      mounts = opened;
    },
    close: (graceMs) => {
      mounts = undefined;
      return server.close(graceMs);
    },
  };
}
