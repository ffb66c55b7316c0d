// Which addresses an issuer may have. Its URL comes from an administrator of one account, the server that asks it belongs to all: so
// nothing is asked of the machine itself, nor of what clouds answer their machines at fixed addresses. Private networks are allowed:
// most companies' identity providers live there.

import { BlockList, isIP } from "node:net";

const never = new BlockList();
never.addSubnet("0.0.0.0", 8);
never.addSubnet("169.254.0.0", 16); // link-local: the metadata of AWS, Azure, Google and others
never.addAddress("100.100.100.200"); // metadata of Alibaba Cloud
never.addAddress("168.63.129.16"); // Azure's host
never.addSubnet("192.0.0.0", 24); // metadata of Oracle Cloud, among protocol assignments
never.addSubnet("224.0.0.0", 3); // multicast, reserved, broadcast
never.addSubnet("fe80::", 10, "ipv6");
never.addSubnet("ff00::", 8, "ipv6");
never.addSubnet("fd00:ec2::", 32, "ipv6"); // metadata of AWS
never.addSubnet("fd20:ce::", 32, "ipv6"); // metadata of Google Cloud
never.addSubnet("2002::", 16, "ipv6"); // 6to4, and Teredo below: they hide an IPv4 address, and no issuer has them
never.addSubnet("2001::", 32, "ipv6");
never.addSubnet("64:ff9b:1::", 48, "ipv6"); // NAT64 of one's own (RFC 8215): where the IPv4 address is in it is its network's affair
never.addSubnet("::", 96, "ipv6"); // IPv4-compatible (RFC 4291 §2.5.5.1), given up

const loopback = new BlockList();
loopback.addSubnet("127.0.0.0", 8);
loopback.addAddress("::1", "ipv6");

/** Whether a connection to this address is allowed. */
export function isReachable(address: string, allowLoopback: boolean): boolean {
  const plain = embeddedIPv4(address) ?? address;
  const family = isIP(plain);
  if (family === 0) return false;
  const type = family === 4 ? "ipv4" : "ipv6";
  if (loopback.check(plain, type)) return allowLoopback;
  return !never.check(plain, type);
}

/** Mapped (`::ffff:0:0/96`), translated (RFC 2765) and NAT64 (RFC 6052): IPv4 addresses in other clothes. */
const embedding: ReadonlySet<string> = new Set([
  "0:0:0:0:0:ffff",
  "0:0:0:0:ffff:0",
  "64:ff9b:0:0:0:0",
]);

function embeddedIPv4(address: string): string | undefined {
  if (isIP(address) !== 6) return undefined;
  const groups = expand(address.split("%", 1)[0] ?? address);
  if (!embedding.has(groups.slice(0, 6).join(":"))) return undefined;
  const [high = 0, low = 0] = groups.slice(6).map((group) => Number.parseInt(group, 16));
  return [high >> 8, high & 255, low >> 8, low & 255].join(".");
}

/** Eight groups without leading zeros. The URL parser knows every spelling. */
function expand(address: string): readonly string[] {
  const [head = "", tail] = new URL(`http://[${address}]/`).hostname.slice(1, -1).split("::");
  const start = head === "" ? [] : head.split(":");
  const end = tail === undefined || tail === "" ? [] : tail.split(":");
  const zeros = tail === undefined ? 0 : 8 - start.length - end.length;
  return [...start, ...Array<string>(zeros).fill("0"), ...end];
}
