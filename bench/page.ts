import type { Row } from "./figures.ts";
import { busyness, nameMachine } from "./machine.ts";

/** The rows as a table of Markdown, its columns aligned for people who read it as it is. */
export function table(rows: readonly Row[]): string {
  const cells = [
    ["Work", "Sallyport", "Measured against", "Ratio", "Target", ""],
    ...rows.map(({ work, ours, against, ratio, target, met }) => {
      return [work, ours, against, ratio, target, met ? "met" : "**missed**"];
    }),
  ];
  const widths = (cells[0] ?? []).map((_, column) =>
    Math.max(...cells.map((line) => [...(line[column] ?? "")].length)),
  );
  const lines = cells.map((line) => {
    const padded = line.map(
      (cell, column) => cell + " ".repeat((widths[column] ?? 0) - [...cell].length),
    );
    return `| ${padded.join(" | ")} |`;
  });
  const rule = `|${widths.map((width) => "-".repeat(width + 2)).join("|")}|`;
  return [lines[0], rule, ...lines.slice(1)].join("\n");
}

/** docs/benchmarks.md. */
export function page(rows: readonly Row[]): string {
  const machine = nameMachine().map((line) => `- ${line}`);
  return `# Benchmarks

\`npm run bench\` measures this table in about eight minutes, and \`npm run bench -- --write\` writes this page. Rates depend on
the machine and on what else it does; so each is set against a limit that was measured on the same machine in the same minute,
and the ratio is what counts. Each figure is the median of several rounds. The clients are a process of their own. No test fails
on a time.

Measured on

${machine.join("\n")}
- load per core in the last minute of it: ${busyness()}

${table(rows)}

What the rows mean:

- **Password at sign-in**: \`POST /signin/user/password\` for people without a device, from the form's checks to the durable
  session. Hashing is nearly all of it (argon2id, 19 MiB, two passes, two at a time). The limit is a server of nothing but
  \`node:http\` that verifies the same hash once for every request and answers with nothing.
- **Second factor at sign-in**: \`POST /signin/step/code\` with the right code: the attempt charged, the code checked and spent,
  the sign-in ended, a session opened, the browser remembered and all of it recorded, in a SQLite file with
  \`synchronous=FULL\`, before the answer. The bare server reads the same request to its end and answers the same bytes from
  memory; it keeps nothing.
- **Signed reads**: as AWS's clients send them: the signature (AWS Signature Version 4) verified, the permission decided, the
  answer written in XML. The bare server reads the same request to its end and answers the same bytes. Measured once 20,000
  were answered; where PostgreSQL is there, also by as many processes as the machine has cores on one database: nothing is left for
  it and for the clients alone.
- **GetSessionToken**: as AWS's clients send it, with a device's serial number and code: the signature verified, the attempt charged, the
  code compared and spent for good, the device's drift learned and the call recorded, durably, before the credentials are
  answered. Where PostgreSQL is there, also by as many processes as the machine has cores on one database; the database and the
  clients share the cores with them, and with the bare servers the clients alone.
- **A decision**: the policies of one caller asked once, in the process itself. What it is set against only compares the action and the
  resource with a text of each statement.
- **First page of users**: \`POST /api/ListUserSummaries\`, 25 rows, one call after the other and in turn with the smaller
  database, so that both meet the same machine; and the most that was ever resident in each server.
  PostgreSQL is measured where it is installed.
- **Credential report**: GenerateCredentialReport to the whole report in the database, and GetCredentialReport read to its end by a
  client that throws it away. Memory is the most that was ever resident (VmHWM) in a server that did nothing else; it comes
  and goes with V8's collections (in a slow run of a million users it fell to 182 MB in the middle, and its peak did not move from
  300,000 users to 920,000), and is higher the faster a report is made. First page of its table:
  \`POST /api/ListCredentialSummaries\`, 25 rows.
- **Sealing**: a server that starts with so many records in no block yet, from its first block to its last; then
  \`sallyport audit verify\` from its start to its end.
- **Start**: from the start of the process to the first \`/signin\` that is answered, with an account in the database.
- **Sign-in page**: what a first visit sends over the socket, headers included: the page, its style sheet, script and icon.
`;
}
