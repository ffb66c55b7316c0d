import { awsRefusals } from "../refusal.ts";
import type { Headers } from "../sigv4/headers.ts";
import { formLimits } from "./form.ts";

/** The body's bytes, exactly as they came; more than is allowed is refused, before it is read where its length is told. */
export async function readBody(request: Request, headers: Headers): Promise<Uint8Array> {
  const told = headers.get("content-length")?.[0];
  if (told !== undefined && Number(told) > formLimits.bytes) throw awsRefusals.tooLarge();
  if (request.method === "GET") return new Uint8Array();
  try {
    // Asking for `body` makes a stream of it, which costs more than all of the signature.
    if (told !== undefined) return new Uint8Array(await request.arrayBuffer());
    return request.body === null ? new Uint8Array() : await readStream(request.body);
  } catch (error) {
    if (error instanceof TooLarge) throw awsRefusals.tooLarge();
    throw awsRefusals.malformedBody(); // the sender hung up, or its chunks were none: no fault of ours
  }
}

class TooLarge extends Error {}

async function readStream(body: ReadableStream<Uint8Array>): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of body) {
    length += chunk.byteLength;
    if (length > formLimits.bytes) throw new TooLarge(); // leaving the loop cancels the stream
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}
