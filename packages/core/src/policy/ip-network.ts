// IPv4 and IPv6 addresses in CIDR networks (RFC 4632, RFC 4291). A bare address is a network of one.

/** Whether the address lies in the network; false where either cannot be read. */
export function inNetwork(address: string, network: string): boolean {
  const [base = "", length] = network.trim().split("/");
  const wanted = parseAddress(base);
  const actual = parseAddress(address.trim());
  if (wanted === undefined || actual === undefined || wanted.length !== actual.length) return false;
  const bits = length === undefined ? wanted.length * 8 : parseLength(length, wanted.length * 8);
  if (bits === undefined) return false;
  for (let at = 0; at < wanted.length; at += 1) {
    const left = Math.min(8, Math.max(0, bits - at * 8));
    const mask = (0xff << (8 - left)) & 0xff;
    if (((wanted[at] ?? 0) & mask) !== ((actual[at] ?? 0) & mask)) return false;
  }
  return true;
}

export function isNetwork(text: string): boolean {
  const [base = "", length, more] = text.trim().split("/");
  const address = parseAddress(base);
  if (address === undefined || more !== undefined) return false;
  return length === undefined || parseLength(length, address.length * 8) !== undefined;
}

function parseLength(text: string, most: number): number | undefined {
  return /^\d{1,3}$/.test(text) && Number(text) <= most ? Number(text) : undefined;
}

/** 4 or 16 bytes; an IPv4 address written inside IPv6 counts as IPv4. */
function parseAddress(text: string): readonly number[] | undefined {
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(text)?.[1];
  return parseIpv4(mapped ?? text) ?? parseIpv6(text);
}

function parseIpv4(text: string): readonly number[] | undefined {
  if (!/^\d{1,3}(?:\.\d{1,3}){3}$/.test(text)) return undefined;
  const bytes = text.split(".").map(Number);
  return bytes.every((byte) => byte <= 255) ? bytes : undefined;
}

function parseIpv6(text: string): readonly number[] | undefined {
  const halves = text.split("::");
  if (!text.includes(":") || halves.length > 2) return undefined;
  const [head = [], tail = []] = halves.map((half) => (half === "" ? [] : half.split(":")));
  const missing = 8 - head.length - tail.length;
  if (halves.length === 1 ? missing !== 0 : missing < 1) return undefined;
  const groups = [...head, ...Array<string>(halves.length === 1 ? 0 : missing).fill("0"), ...tail];
  if (!groups.every((group) => /^[0-9a-f]{1,4}$/i.test(group))) return undefined;
  return groups.flatMap((group) => {
    const value = Number.parseInt(group, 16);
    return [value >> 8, value & 255];
  });
}
