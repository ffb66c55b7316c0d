// An answer with a long blob in it is sent while the blob is made: base64 as everywhere on this wire, and never more of it in memory
// than the client has asked for. How long it is nobody knows before, so it is sent in chunks; one that breaks off is no whole answer.

/** Stands where the blob goes until then. No XML document can hold this letter, not even escaped, so that it is nowhere else. */
export const longBlobPlace = "\u0000";

export function longAnswer(
  xml: string,
  blob: AsyncIterable<Uint8Array>,
): ReadableStream<Uint8Array> {
  return ReadableStream.from(pieces(xml, blob));
}

async function* pieces(xml: string, blob: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  const place = xml.indexOf(longBlobPlace);
  yield Buffer.from(xml.slice(0, place));
  yield* base64(blob);
  yield Buffer.from(xml.slice(place + longBlobPlace.length));
}

/** Three bytes are four letters: what is over waits for the next chunk. */
async function* base64(blob: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  let rest: Uint8Array = new Uint8Array();
  for await (const bytes of blob) {
    const joined = Buffer.concat([rest, bytes]);
    const whole = joined.length - (joined.length % 3);
    yield Buffer.from(joined.toString("base64", 0, whole), "latin1");
    rest = joined.subarray(whole);
  }
  yield Buffer.from(Buffer.from(rest).toString("base64"), "latin1");
}
