import pg from "pg";

const INT8 = 20;
const BYTEA = 17;

const wholeNumber = (text: string) => Number(text);
/** `\x` and hexadecimal digits; a plain Uint8Array, as the other engine answers. */
const bytes = (text: string) => new Uint8Array(Buffer.from(text.slice(2), "hex"));

/** 64-bit integers as numbers (all of ours are moments and counts, far below 2^53). */
export const typeParsers: pg.CustomTypesConfig = {
  getTypeParser: ((oid: number, format?: "text" | "binary") => {
    if (oid === INT8) return wholeNumber;
    if (oid === BYTEA) return bytes;
    return pg.types.getTypeParser(oid, format as "text");
  }) as typeof pg.types.getTypeParser,
};
