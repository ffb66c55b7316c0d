// `npm run bench`: how fast, how big and how soon, each against a limit that is measured in the same run. Prints one table;
// `-- --write` also puts it into docs/benchmarks.md, and a word takes only the rows whose file is called so.

import { writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { type Folder, makeFolder } from "../tests/support/sallyport.ts";
import type { Row } from "./figures.ts";
import { type Clients, startClients } from "./load/load.ts";
import { page, table } from "./page.ts";
import { auditSealing } from "./rows/audit-sealing.ts";
import { credentialReport } from "./rows/credential-report.ts";
import { decisions } from "./rows/decisions.ts";
import { mfaPreview } from "./rows/mfa-preview.ts";
import { passwordSignIn } from "./rows/password-sign-in.ts";
import { secondFactor } from "./rows/second-factor.ts";
import { sessionToken } from "./rows/session-token.ts";
import { signInPage } from "./rows/sign-in-page.ts";
import { signedReads } from "./rows/signed-reads.ts";
import { startUp } from "./rows/start-up.ts";
import { usersPage } from "./rows/users-page.ts";

/** `-- --million` takes ten minutes more. */
const many = process.argv.includes("--million") ? 1_000_000 : 100_000;

type Rows = Row | readonly Row[];
type Measure = (folder: Folder, load: Clients) => Rows | Promise<Rows>;

const measures: Readonly<Record<string, Measure>> = {
  "password-sign-in": passwordSignIn,
  "second-factor": secondFactor,
  "signed-reads": (folder) => signedReads(folder),
  "session-token": (folder) => sessionToken(folder),
  decisions,
  "users-page": (folder) => usersPage(folder, many),
  "credential-report": (folder) => credentialReport(folder, [...new Set([100_000, many])]),
  "mfa-preview": (folder) => mfaPreview(folder),
  "audit-sealing": auditSealing,
  "start-up": startUp,
  "sign-in-page": signInPage,
};

const args = process.argv.slice(2);
const words = args.filter((word) => !word.startsWith("--"));
const rows: Row[] = [];
const folder = await makeFolder();
const load = startClients();
try {
  for (const [name, measure] of Object.entries(measures)) {
    if (words.length > 0 && !words.some((word) => name.includes(word))) continue;
    process.stderr.write(`${name} …\n`);
    rows.push(...[await measure(folder, load)].flat());
  }
} finally {
  load.close();
  await folder.remove();
}
process.stdout.write(`${table(rows)}\n`);
if (args.includes("--write")) {
  const file = fileURLToPath(new URL("../docs/benchmarks.md", import.meta.url));
  await writeFile(file, page(rows));
}
