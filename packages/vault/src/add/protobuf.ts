/**
 * The little of protobuf's encoding that one message of Google's needs (https://protobuf.dev/programming-guides/encoding/):
 * fields of numbers and of bytes. Others are passed over.
 */

import { ByteReader } from "../byte-reader.ts";
import type { Bytes } from "../bytes.ts";

export class ProtobufError extends Error {
  override readonly name = "ProtobufError";
}

export interface Field {
  readonly number: number;
  readonly value: bigint | Bytes;
}

const wireTypes = { varint: 0, eightBytes: 1, lengthAndBytes: 2, fourBytes: 5 } as const;

/** The fields of a message in order, or a {@link ProtobufError} where it breaks off or is none. */
export function readFields(message: Uint8Array): readonly Field[] {
  const reader = new ByteReader(message, () => new ProtobufError("The message breaks off."));
  const fields: Field[] = [];
  while (!reader.isAtEnd) {
    const tag = Number(readVarint(reader));
    const number = Math.floor(tag / 8);
    switch (tag % 8) {
      case wireTypes.varint:
        fields.push({ number, value: readVarint(reader) });
        break;
      case wireTypes.lengthAndBytes:
        fields.push({ number, value: reader.bytes(Number(readVarint(reader))) });
        break;
      case wireTypes.eightBytes:
        reader.bytes(8);
        break;
      case wireTypes.fourBytes:
        reader.bytes(4);
        break;
      default:
        throw new ProtobufError("The message has a field of no known form.");
    }
  }
  return fields;
}

/** The number of a field, the last one where it is repeated, as protobuf has it; 0 where it is absent. */
export function numberField(fields: readonly Field[], number: number): bigint {
  const last = fields.findLast((field) => field.number === number);
  return typeof last?.value === "bigint" ? last.value : 0n;
}

/** The bytes of a field; none where it is absent. */
export function bytesField(fields: readonly Field[], number: number): Bytes {
  const last = fields.findLast((field) => field.number === number);
  return typeof last?.value === "object" ? last.value : new Uint8Array();
}

/** Seven bits a byte, the low ones first, ten bytes at most. */
function readVarint(reader: ByteReader): bigint {
  let value = 0n;
  for (let shift = 0n; shift < 70n; shift += 7n) {
    const byte = reader.number(1);
    value |= BigInt(byte & 0x7f) << shift;
    if (byte < 0x80) return BigInt.asUintN(64, value);
  }
  throw new ProtobufError("A number has no end.");
}
