import { sqliteIn } from "../../tests/support/databases.ts";
import { makeAccount } from "../../tests/support/people.ts";
import { sendRaw } from "../../tests/support/raw.ts";
import { type Folder, startSallyport } from "../../tests/support/sallyport.ts";
import type { Row } from "../figures.ts";
import { requestBytes } from "../load/load.ts";

const mostBytes = 30_000;

/** The sign-in page with every file that it names, in bytes over the socket, headers included, as a first visit costs. */
export async function signInPage(folder: Folder): Promise<Row> {
  const { settings } = sqliteIn(folder, "sign-in-page");
  await makeAccount(settings);
  const server = await startSallyport(settings);
  try {
    const get = (path: string) =>
      sendRaw(
        server.origin,
        requestBytes({
          method: "GET",
          path,
          host: new URL(server.origin).host,
          headers: { accept: "text/html", "accept-encoding": "gzip, br", connection: "close" },
        }),
      );
    const page = await get("/signin");
    const files = [...page.matchAll(/(?:href|src)="(\/signin\/assets\/[^"]+)"/g)].map(
      ([, path]) => path ?? "",
    );
    const answers = [page, ...(await Promise.all([...new Set(files)].map(get)))];
    const bytes = answers.reduce((sum, { length }) => sum + length, 0);
    return {
      work: "sign-in page, all its files, compressed",
      ours: `${(bytes / 1000).toFixed(1)} kB in ${answers.length} files`,
      against: "the target",
      ratio: (bytes / mostBytes).toFixed(2),
      target: "< 30 kB",
      met: bytes < mostBytes && answers.every((answer) => answer.startsWith("HTTP/1.1 200")),
    };
  } finally {
    await server.stop();
  }
}
