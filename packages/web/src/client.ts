// Who is at the other end. By default the socket's address is the client. Behind proxies that the operator named as trusted,
// what they say counts, from the right: each trusted hop vouches for the one before it, and the first address that no trusted
// hop stands behind is the client. What stands further left was written by the client itself.

import { BlockList, isIP, isIPv4 } from "node:net";
import { headerValues } from "./raw-headers.ts";

export interface TrustedProxies {
  readonly trusts: (address: string) => boolean;
}

export const noTrustedProxies: TrustedProxies = { trusts: () => false };

/** From addresses and networks (`10.0.0.0/8`, `2001:db8::/32`, `127.0.0.1`); throws on anything else. */
export function trustedProxies(entries: readonly string[]): TrustedProxies {
  if (entries.length === 0) return noTrustedProxies;
  const list = new BlockList();
  for (const entry of entries) addEntry(list, entry);
  return {
    trusts: (address) => isIP(address) > 0 && list.check(address, familyOf(address)),
  };
}

function addEntry(list: BlockList, entry: string): void {
  const [network = "", bits, ...more] = entry.split("/");
  const widest = isIPv4(network) ? 32 : 128;
  const prefix = bits === undefined ? widest : Number(bits);
  const whole = bits === undefined || /^\d{1,3}$/.test(bits);
  if (isIP(network) === 0 || !whole || prefix > widest || more.length > 0) {
    throw new Error(`"${entry}" is neither an address nor a network such as 10.0.0.0/8.`);
  }
  list.addSubnet(network, prefix, familyOf(network));
}

const familyOf = (address: string) => (isIPv4(address) ? "ipv4" : "ipv6");

export interface Client {
  readonly address: string;
  /** Host and scheme that a trusted proxy was asked for, where it says so. */
  readonly host: string | undefined;
  readonly scheme: string | undefined;
}

export function clientOf(
  socketAddress: string,
  rawHeaders: readonly string[],
  proxies: TrustedProxies,
): Client {
  const peer = plainAddress(socketAddress) ?? socketAddress;
  if (!proxies.trusts(peer)) return { address: peer, host: undefined, scheme: undefined };
  return {
    address: rightmostUntrusted(peer, listed(rawHeaders, "x-forwarded-for"), proxies),
    host: listed(rawHeaders, "x-forwarded-host").at(-1),
    scheme: listed(rawHeaders, "x-forwarded-proto").at(-1)?.toLowerCase(),
  };
}

function rightmostUntrusted(
  peer: string,
  hops: readonly string[],
  proxies: TrustedProxies,
): string {
  let client = peer;
  for (const hop of hops.toReversed()) {
    const address = plainAddress(hop);
    // Not an address: the hop to its right is the last one that anybody vouches for.
    if (address === undefined) return client;
    client = address;
    if (!proxies.trusts(address)) return client;
  }
  return client;
}

/** Without brackets, port, zone and IPv6's way of writing an IPv4 address; undefined where it is no address. */
function plainAddress(text: string): string | undefined {
  const bare = text
    .trim()
    .replace(/^\[([^\]]*)\](?::\d+)?$/, "$1")
    .replace(/^(\d+\.\d+\.\d+\.\d+):\d+$/, "$1")
    .replace(/%.*$/, "")
    .replace(/^::ffff:(?=\d+\.)/i, "");
  return isIP(bare) > 0 ? bare : undefined;
}

function listed(rawHeaders: readonly string[], name: string): readonly string[] {
  return headerValues(rawHeaders, name)
    .flatMap((value) => value.split(","))
    .map((part) => part.trim())
    .filter((part) => part !== "");
}
