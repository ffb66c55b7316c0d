// What KeePassXC exports, made by KeePassXC itself: a database that is as it comes after years of use goes in by hand, and
// its own program writes it out.

import { execFile } from "node:child_process";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import type { Bytes } from "../bytes.ts";

const run = promisify(execFile);
const password = "harbour";

export interface KeePassFiles {
  readonly xml: Bytes;
  readonly csv: Bytes;
  /** The database itself, which people choose by mistake. */
  readonly database: Bytes;
}

let made: Promise<KeePassFiles> | undefined;

/** The files for these keys in base32: each account says its own in one of the ways that KeePassXC had over the years. */
export function keePassFiles(key: string, formerKey: string): Promise<KeePassFiles> {
  made ??= makeFiles(databaseOf(key, formerKey));
  return made;
}

async function makeFiles(xml: string): Promise<KeePassFiles> {
  const folder = await mkdtemp(join(tmpdir(), "sallyport-keepass-"));
  try {
    const [written, database] = [join(folder, "in.xml"), join(folder, "people.kdbx")];
    await writeFile(written, xml);
    const cost = ["--decryption-time", "100"];
    await keePassXc(["import", "--set-password", ...cost, written, database], 2);
    return {
      xml: await keePassXc(["export", "--format", "xml", database]),
      csv: await keePassXc(["export", "--format", "csv", database]),
      database: Uint8Array.from(await readFile(database)),
    };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Runs KeePassXC's program, which reads the password from its input as often as it asks. */
async function keePassXc(words: readonly string[], times = 1): Promise<Bytes> {
  const env = { ...process.env, LC_ALL: "C.UTF-8", QT_QPA_PLATFORM: "offscreen" };
  const program = run("keepassxc-cli", [...words, "--quiet"], { env, encoding: "buffer" });
  program.child.stdin?.end(`${password}\n`.repeat(times));
  try {
    return Uint8Array.from((await program).stdout);
  } catch (error) {
    const isAbsent = error instanceof Error && "code" in error && error.code === "ENOENT";
    throw isAbsent ? new Error("This test needs keepassxc-cli: apt-get install keepassxc") : error;
  }
}

function databaseOf(key: string, formerKey: string): string {
  const address = (text: string, secret: string) =>
    `otpauth://totp/${text}?secret=${secret}&issuer=${text.split(":")[0]}`;
  const bin = id(9);
  return `<?xml version="1.0" encoding="UTF-8"?>
<KeePassFile><Meta><RecycleBinEnabled>True</RecycleBinEnabled><RecycleBinUUID>${bin}</RecycleBinUUID></Meta>
<Root><Group><UUID>${id(0)}</UUID><Name>Passwords</Name>
  ${entry(1, { Title: "SPDX", UserName: "James", otp: `key=${key}&step=20&size=7&otpHashMode=SHA256` })}
  ${entry(2, { Title: "Quay & “Co”", UserName: "Zoë", "TOTP Seed": key, "TOTP Settings": "60;8" })}
  ${entry(3, { Title: "Boeing", UserName: "Sophia", otp: `${address("Boeing:Sophia", key)}&encoder=steam` })}
  ${entry(4, { Title: "No codes", UserName: "nobody", Notes: "<String><Key>otp</Key>" })}
  <Group><UUID>${id(5)}</UUID><Name>Work</Name>
    ${entry(6, { Title: "Deno", UserName: "Mason", otp: address("Deno:Mason", key) }, { otp: address("Deno:Mason", formerKey) })}
  </Group>
  <Group><UUID>${bin}</UUID><Name>Recycle Bin</Name>
    ${entry(7, { Title: "Gone", UserName: "Mason", otp: address("Gone:Mason", formerKey) })}
  </Group>
</Group></Root></KeePassFile>`;
}

function entry(
  number: number,
  fields: Readonly<Record<string, string>>,
  before?: Readonly<Record<string, string>>,
): string {
  const history = before === undefined ? "" : `<History>${entry(number, before)}</History>`;
  const strings = Object.entries(fields).map(
    ([key, value]) => `<String><Key>${key}</Key><Value>${escaped(value)}</Value></String>`,
  );
  return `<Entry><UUID>${id(number)}</UUID>${strings.join("")}${history}</Entry>`;
}

function escaped(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}

/** An id as KeePass has them, of sixteen bytes. */
function id(number: number): string {
  return Buffer.alloc(16, number + 1).toString("base64");
}
