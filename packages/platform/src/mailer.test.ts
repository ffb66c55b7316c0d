import assert from "node:assert/strict";
import { chmod, mkdir, mkdtemp, readdir, readFile, rm, stat } from "node:fs/promises";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import { type AccountId, instant, type OutboxMail } from "@sallyport/core";
import { SMTPServer } from "smtp-server";
import { isAddress, UnsendableMail } from "./mailbox.ts";
import { createMailFolder, createSmtpMailer, type Mailer } from "./mailer.ts";

const from = { name: "Sallyport", address: "sallyport@iam.example.org" };

const mail: OutboxMail = {
  mailId: "m-0001",
  accountId: "123456789012" as AccountId,
  toName: "Zoë Müller",
  toAddress: "zoe@example.org",
  subject: "Your MFA device was removed – Sallyport",
  text: "Hello,\n\nif this was not you, open\nhttps://iam.example.org/reset#abcdefghijklmnopqrstuvwxyz0123456789ABCDEFGHIJKLMNOPQ\n",
  createdAt: instant(Date.UTC(2026, 10, 24, 6, 46, 8)),
};

const injections: Readonly<Record<string, Partial<OutboxMail>>> = {
  "a line break in the address": { toAddress: "zoe@example.org\r\nBcc: thief@example.net" },
  "a line feed alone in the address": { toAddress: "zoe@example.org\nthief@example.net" },
  "two addresses": { toAddress: "zoe@example.org, thief@example.net" },
  "an address in brackets": { toAddress: "x <thief@example.net>" },
  "a quoted local part": { toAddress: '"thief@example.net"@example.org' },
  "a group": { toAddress: "team:thief@example.net;" },
  "a route": { toAddress: "@example.net:zoe@example.org" },
  "a comment": { toAddress: "zoe(thief)@example.org" },
  "a NUL": { toAddress: "zoe@example.org\0" },
  "a space": { toAddress: "zoe @example.org" },
  "no host": { toAddress: "zoe" },
  "a line break in the name": { toName: "Zoë\r\nBcc: thief@example.net" },
  "a Unicode line break in the name": { toName: "Zoë\u2028Bcc: thief@example.net" },
  "an escape in the name": { toName: "Zoë\u001b[2J" },
  "a line break in the subject": { subject: "Hello\r\nBcc: thief@example.net" },
};

describe("mail by SMTP", () => {
  const received: { readonly to: readonly string[]; readonly message: string }[] = [];
  let server: SMTPServer;
  let mailer: Mailer;
  before(async () => {
    server = new SMTPServer({
      authOptional: true,
      disabledCommands: ["STARTTLS"],
      onData(stream, session, done) {
        const chunks: Buffer[] = [];
        stream.on("data", (chunk: Buffer) => chunks.push(chunk));
        stream.on("end", () => {
          const to = session.envelope.rcptTo.map(({ address }) => address);
          received.push({ to, message: Buffer.concat(chunks).toString() });
          done();
        });
      },
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const { port } = server.server.address() as AddressInfo;
    mailer = createSmtpMailer({ url: new URL(`smtp://127.0.0.1:${port}`), from });
  });
  after(() => new Promise<void>((resolve) => server.close(() => resolve())));

  test("goes to its one address", async () => {
    await mailer.send(mail);
    const [got] = received.splice(0);
    assert.deepEqual(got?.to, ["zoe@example.org"]);
    assert.match(got?.message ?? "", /^From: Sallyport <sallyport@iam\.example\.org>\r$/m);
    assert.match(got?.message ?? "", /^Message-ID: <m-0001@iam\.example\.org>\r$/m);
    assert.match(got?.message ?? "", /^Auto-Submitted: auto-generated\r$/m);
    assert.match(got?.message ?? "", /^Date: Tue, 24 Nov 2026 06:46:08 \+0000\r$/m);
  });

  for (const [what, change] of Object.entries(injections)) {
    test(`${what} is refused, and nothing is sent`, async () => {
      await assert.rejects(mailer.send({ ...mail, ...change }), UnsendableMail);
      assert.deepEqual(received, []);
    });
  }

  test("a name that looks like another address changes nothing", async () => {
    await mailer.send({ ...mail, toName: 'thief@example.net, "x" <thief@example.net>' });
    assert.deepEqual(received.splice(0)[0]?.to, ["zoe@example.org"]);
  });

  test("a server elsewhere without TLS gets no mail", async () => {
    const { port } = server.server.address() as AddressInfo;
    // 127.0.0.2 is this machine too, but not one of the names that say so.
    const plain = createSmtpMailer({ url: new URL(`smtp://127.0.0.2:${port}`), from });
    await assert.rejects(plain.send(mail));
    assert.deepEqual(received, []);
  });
});

describe("mail into files", () => {
  let folder: string;
  let directory: string;
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), "sallyport-mail-"));
    directory = join(folder, "outbox");
    await mkdir(directory);
    await chmod(directory, 0o755);
  });
  after(() => rm(folder, { recursive: true }));

  test("each mail is one file for its owner alone, named by time and id", async () => {
    const mailer = await createMailFolder({ directory, from });
    await mailer.send(mail);
    await mailer.send(mail); // a second delivery of the same one
    await mailer.send({ ...mail, mailId: "../m 2" });
    assert.equal((await stat(directory)).mode & 0o777, 0o700);
    assert.deepEqual(await readdir(directory), [
      "2026-11-24T06-46-08Z-___m_2.eml",
      "2026-11-24T06-46-08Z-m-0001.eml",
    ]);
    const path = join(directory, "2026-11-24T06-46-08Z-m-0001.eml");
    assert.equal((await stat(path)).mode & 0o777, 0o600);
    assert.match(await readFile(path, "utf8"), /^To: .*<zoe@example\.org>$/m);
  });

  test("an injection is refused here too", async () => {
    const mailer = await createMailFolder({ directory, from });
    for (const change of Object.values(injections)) {
      await assert.rejects(mailer.send({ ...mail, ...change }), UnsendableMail);
    }
  });
});

test("plain addresses are addresses, everything else is not", () => {
  for (const good of ["a@b", "a.b+c@d-e.example", "o'neil@example.org", "jürgen@müller.example"]) {
    assert.ok(isAddress(good), good);
  }
  const long = `${"a".repeat(250)}@b.example`;
  for (const bad of ["", "a", "@b", "a@", "a@b@c", ".a@b", "a..b@c", "a@-b", "a@b.", long]) {
    assert.ok(!isAddress(bad), bad);
  }
});
