// Where a request comes from, for throttling: an IPv4 address or an IPv6 /64 (security rule 4).

import type { RequestContext } from "../operation.ts";
import type { HashSource } from "../ports.ts";

/** The address itself for IPv4 (also written as `::ffff:1.2.3.4`), the /64 for IPv6: one customer has a whole /64. */
export function sourceNetwork(address: string): string {
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address);
  if (mapped?.[1] !== undefined) return mapped[1];
  if (!address.includes(":")) return address;
  const bare = address.split("%", 1)[0] ?? address;
  const [head = "", tail] = bare.split("::");
  const start = head === "" ? [] : head.split(":");
  const end = tail === undefined || tail === "" ? [] : tail.split(":");
  const zeros =
    tail === undefined ? [] : Array<string>(Math.max(0, 8 - start.length - end.length)).fill("0");
  const groups = [...start, ...zeros, ...end].slice(0, 4);
  return `${groups.map((group) => group.replace(/^0+(?=.)/, "").toLowerCase()).join(":")}::/64`;
}

/** For hashing that a signed-in person asked for: they come before unknown browsers. */
export function hashSource(context: RequestContext): HashSource {
  return { address: sourceNetwork(context.sourceAddress), knownBrowser: true };
}
