// A QR code as a PNG picture: dark on white, one grey bit a module, with the quiet zone that readers need.
// PNG (ISO/IEC 15948) is written with stored deflate blocks (RFC 1951 §3.2.4), so that the core needs no compression library.

import { buildOtpauthUri } from "@sallyport/otp";
import encodeQR from "qr";

const quietZone = 4;
const pixelsPerModule = 5;

/** What an authenticator shows the entry under, and the key. */
export interface DeviceLabel {
  readonly issuer: string;
  /** `device@alias`. */
  readonly account: string;
  readonly secret: Uint8Array;
}

export function deviceQrCodePng(label: DeviceLabel): Uint8Array {
  const uri = buildOtpauthUri({
    kind: "totp",
    secret: label.secret,
    issuer: label.issuer,
    account: label.account,
    hash: "SHA1",
    digits: 6,
    periodSeconds: 30,
  });
  return qrCodePng(uri);
}

export function qrCodePng(text: string): Uint8Array {
  return png(encodeQR(text, "raw", { ecc: "medium", border: quietZone }));
}

function png(modules: readonly (readonly boolean[])[]): Uint8Array {
  const size = modules.length * pixelsPerModule;
  const rowBytes = Math.ceil(size / 8) + 1; // each row begins with its filter: 0, none
  const pixels = new Uint8Array(rowBytes * size);
  for (let y = 0; y < size; y += 1) {
    const row = modules[Math.floor(y / pixelsPerModule)];
    for (let x = 0; x < size; x += 1) {
      if (row?.[Math.floor(x / pixelsPerModule)]) continue; // dark stays 0
      const at = y * rowBytes + 1 + (x >> 3);
      pixels[at] = (pixels[at] ?? 0) | (0x80 >> (x & 7));
    }
  }
  const header = concat(uint32(size), uint32(size), [1, 0, 0, 0, 0]); // 1 bit grey, no interlace
  return concat(
    [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a],
    chunk("IHDR", header),
    chunk("IDAT", zlibStored(pixels)),
    chunk("IEND", new Uint8Array()),
  );
}

function chunk(type: string, data: Uint8Array): Uint8Array {
  const body = concat(
    [...type].map((letter) => letter.charCodeAt(0)),
    data,
  );
  return concat(uint32(data.length), body, uint32(crc32(body)));
}

/** RFC 1950 around stored blocks of at most 65,535 bytes. */
function zlibStored(data: Uint8Array): Uint8Array {
  const parts: ArrayLike<number>[] = [[0x78, 0x01]];
  for (let from = 0; from < data.length; from += 65_535) {
    const block = data.subarray(from, from + 65_535);
    const last = from + block.length >= data.length ? 1 : 0;
    const { length } = block;
    parts.push([last, length & 255, length >> 8, ~length & 255, (~length >> 8) & 255], block);
  }
  parts.push(uint32(adler32(data)));
  return concat(...parts);
}

function crc32(data: Uint8Array): number {
  let crc = 0xffff_ffff;
  for (const byte of data) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit += 1) crc = (crc >>> 1) ^ (crc & 1 ? 0xedb8_8320 : 0);
  }
  return ~crc >>> 0;
}

function adler32(data: Uint8Array): number {
  let low = 1;
  let high = 0;
  for (const byte of data) {
    low = (low + byte) % 65_521;
    high = (high + low) % 65_521;
  }
  return ((high << 16) | low) >>> 0;
}

function uint32(value: number): readonly number[] {
  return [(value >>> 24) & 255, (value >>> 16) & 255, (value >>> 8) & 255, value & 255];
}

function concat(...parts: readonly ArrayLike<number>[]): Uint8Array {
  const all = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}
