import { UsageFault } from "./command.ts";

/** Longer than any password may be; the rest of a file piped by mistake is not read. */
const mostBytes = 4096;

/** All of standard input as one password; one line break at its end is dropped, as `echo` would leave it. */
export async function readPassword(stdin: NodeJS.ReadableStream): Promise<string> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of stdin) {
    const part = Buffer.from(chunk);
    bytes += part.length;
    if (bytes > mostBytes)
      throw new UsageFault("What is on standard input is too long for a password.");
    chunks.push(part);
  }
  const text = decode(Buffer.concat(chunks)).replace(/\r?\n$/, "");
  if (text === "") throw new UsageFault("There is no password on standard input.");
  return text;
}

function decode(bytes: Uint8Array): string {
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    throw new UsageFault("What is on standard input is not text in UTF-8.");
  }
}
