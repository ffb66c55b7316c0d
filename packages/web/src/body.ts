import { WebRefusal, webRefusals } from "./refusal.ts";

export const MEBIBYTE = 1024 * 1024;

/** The body's bytes, exactly as sent; more than `limitBytes` is refused, before it is read where its length is told. */
export async function readBody(request: Request, limitBytes = MEBIBYTE): Promise<Uint8Array> {
  const encoding = request.headers.get("content-encoding");
  if (encoding !== null && encoding.toLowerCase() !== "identity") {
    throw webRefusals.mediaType("it is, without a content encoding");
  }
  const told = request.headers.get("content-length");
  if (told !== null && Number(told) > limitBytes) throw webRefusals.tooLarge(limitBytes);
  try {
    if (told === null) return await readStream(request.body, limitBytes);
    const bytes = new Uint8Array(await request.arrayBuffer());
    if (bytes.byteLength > limitBytes) throw webRefusals.tooLarge(limitBytes);
    return bytes;
  } catch (error) {
    if (error instanceof WebRefusal) throw error;
    throw webRefusals.unreadable("The body broke off."); // the sender hung up, or its chunks were none: no fault of ours
  }
}

async function readStream(
  body: ReadableStream<Uint8Array> | null,
  limitBytes: number,
): Promise<Uint8Array> {
  if (body === null) return new Uint8Array();
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of body) {
    length += chunk.byteLength;
    if (length > limitBytes) throw webRefusals.tooLarge(limitBytes); // leaving the loop cancels the stream
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

/** The body as JSON in UTF-8: what it holds is unchecked. */
export async function readJson(request: Request, limitBytes = MEBIBYTE): Promise<unknown> {
  const text = decodeText(await readBody(request, limitBytes));
  try {
    return JSON.parse(text);
  } catch {
    throw webRefusals.unreadable("The body is not valid JSON."); // what JSON.parse says quotes the body
  }
}

/** Whether the body is said to be of this media type; parameters such as `charset` may follow. */
export function isMediaType(request: Request, type: string): boolean {
  const [sent = ""] = (request.headers.get("content-type") ?? "").split(";");
  return sent.trim().toLowerCase() === type;
}

/** UTF-8 as text; anything else is refused rather than guessed at. */
export function decodeText(bytes: Uint8Array): string {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    throw webRefusals.unreadable("The body is not valid UTF-8.");
  }
}
