/** A Sallyport for tests: the real server on a free loopback port, in memory, with a clock that the test moves. */

import type { Sallyport, StartOptions } from "./contract.ts";
import { requireRightNode } from "./right-node.ts";

export type { AccessKey, People, Sallyport, StartOptions } from "./contract.ts";

/**
 * Starts a server of its own in this process; several may run at once. Settings in the environment do not touch it. Rejects on
 * a Node that is too old, and where others could reach the address to listen on.
 */
export async function startSallyport(options: StartOptions = {}): Promise<Sallyport> {
  requireRightNode();
  const { start } = await import("./start.ts"); // only now: on a Node too old, native add-ons end the process without a word
  return start(options);
}
