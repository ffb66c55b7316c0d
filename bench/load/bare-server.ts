import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
// biome-ignore lint/correctness/noUndeclaredDependencies: benchmarks stand outside of every package
import { createPasswords } from "@sallyport/platform";
import type { BareAnswer } from "./load.ts";

/** Headers that `node:http` writes by itself. */
const automatic = new Set(["connection", "date", "keep-alive", "transfer-encoding"]);

process.on("message", async (answer: BareAnswer) => {
  const { status, body, hashes } = answer;
  const headers = withoutAutomatic(answer.headers);
  const check = hashes === undefined ? undefined : await passwordCheck(hashes);
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", async () => {
      Buffer.concat(chunks);
      await check?.();
      response.writeHead(status, headers);
      response.end(body);
    });
  });
  server.listen(0, "127.0.0.1", () => process.send?.((server.address() as AddressInfo).port));
});

function withoutAutomatic(headers: readonly string[]): string[] {
  return headers.filter((_, index) => {
    const name = headers[index - (index % 2)] ?? "";
    return !automatic.has(name.toLowerCase());
  });
}

/** The same hashing as the server's, with nothing around it. */
async function passwordCheck(password: string) {
  const passwords = await createPasswords();
  const source = { address: "127.0.0.1", knownBrowser: true };
  const phc = await passwords.hash(password, source);
  return () => passwords.verify(password, phc, source);
}
