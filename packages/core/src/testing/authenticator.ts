// What a person holds in their hand: codes made from the key that was shown, by RFC 4226 and RFC 6238 as written there and by
// nothing of ours, so that a fault in our own formula cannot agree with itself.

import { createHmac } from "node:crypto";

export interface Authenticator {
  readonly serialNumber: string;
  readonly secretKey: string;
  /** The code of a time step of 30 seconds. */
  codeAt(step: number): string;
  /** Two consecutive codes, the earlier one at `step`. */
  pairAt(step: number): {
    readonly authenticationCode1: string;
    readonly authenticationCode2: string;
  };
}

/** `secretKey` as it is shown: base32, in groups or not. */
export function authenticator(serialNumber: string, secretKey: string): Authenticator {
  const key = fromBase32(secretKey);
  const codeAt = (step: number) => {
    const counter = Buffer.alloc(8);
    counter.writeBigUInt64BE(BigInt(step));
    const mac = createHmac("sha1", key).update(counter).digest();
    const offset = (mac.at(-1) ?? 0) & 15;
    return String((mac.readUInt32BE(offset) & 0x7fff_ffff) % 1_000_000).padStart(6, "0");
  };
  return {
    serialNumber,
    secretKey,
    codeAt,
    pairAt: (step) => ({
      authenticationCode1: codeAt(step),
      authenticationCode2: codeAt(step + 1),
    }),
  };
}

/** A code that this device shows at none of the steps around: wrong, whatever the clock says. */
export function wrongCode(device: Authenticator, near: number): string {
  const right = new Set(Array.from({ length: 21 }, (_, index) => device.codeAt(near - 10 + index)));
  for (let number = 0; ; number += 1) {
    const code = String(number).padStart(6, "0");
    if (!right.has(code)) return code;
  }
}

function fromBase32(text: string): Buffer {
  const bits = Array.from(text.replace(/[\s=]/g, "").toUpperCase(), (letter) =>
    "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".indexOf(letter).toString(2).padStart(5, "0"),
  ).join("");
  return Buffer.from(bits.match(/.{8}/g)?.map((byte) => Number.parseInt(byte, 2)) ?? []);
}
