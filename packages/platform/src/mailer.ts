import { chmod } from "node:fs/promises";
import { join } from "node:path";
import { type OutboxMail, toIso } from "@sallyport/core";
import { makePrivateDirectory, writePrivateFile } from "./atomic-file.ts";
import { checkHeaderText, checkMailbox, type Mailbox } from "./mailbox.ts";

/** Delivers one mail, or rejects: with `UnsendableMail` when trying again is of no use. */
export interface Mailer {
  send(mail: OutboxMail): Promise<void>;
}

export interface Sender {
  readonly name: string;
  readonly address: string;
}

const smtpTimeouts = {
  connectionTimeout: 10_000,
  greetingTimeout: 10_000,
  socketTimeout: 20_000,
  dnsTimeout: 10_000,
} as const;

const loopbackHosts: readonly string[] = ["localhost", "127.0.0.1", "[::1]"];

/**
 * Sends by SMTP. Mails carry links that open accounts, so a server that is not on this machine must offer TLS, unless the
 * URL says `?requireTLS=false`.
 */
export function createSmtpMailer({
  url,
  from,
}: {
  readonly url: URL;
  readonly from: Sender;
}): Mailer {
  const sender = checkMailbox(from);
  const settings = new URL(url);
  if (!settings.searchParams.has("requireTLS")) {
    settings.searchParams.set("requireTLS", String(!loopbackHosts.includes(settings.hostname)));
  }
  const transport = onceNeeded(async () => {
    const { createTransport } = await import("nodemailer");
    return createTransport({ url: settings.href, ...smtpTimeouts });
  });
  return {
    async send(mail) {
      await (await transport()).sendMail(compose(mail, sender));
    },
  };
}

/** Writes each mail as an `.eml` file, for whoever runs Sallyport without a mail server. */
export async function createMailFolder({
  directory,
  from,
}: {
  readonly directory: string;
  readonly from: Sender;
}): Promise<Mailer> {
  const sender = checkMailbox(from);
  await makePrivateDirectory(directory);
  await chmod(directory, 0o700); // it may have been there before
  const transport = onceNeeded(async () => {
    const { createTransport } = await import("nodemailer");
    return createTransport({ streamTransport: true, buffer: true, newline: "unix" });
  });
  return {
    async send(mail) {
      const { message } = await (await transport()).sendMail(compose(mail, sender));
      if (!Buffer.isBuffer(message)) throw new Error("nodemailer gave no buffer.");
      await writePrivateFile(join(directory, fileName(mail)), message);
    },
  };
}

/** Most starts send no mail, and nodemailer is a tenth of what there is to load. */
function onceNeeded<T>(make: () => Promise<T>): () => Promise<T> {
  let made: Promise<T> | undefined;
  return () => {
    made ??= make();
    return made;
  };
}

/** In the order of time; the same mail always has the same name, so a second delivery leaves one file. */
function fileName({ createdAt, mailId }: OutboxMail): string {
  const time = toIso(createdAt).replaceAll(":", "-");
  return `${time}-${mailId.replaceAll(/[^\w-]/g, "_")}.eml`;
}

function compose(mail: OutboxMail, from: Mailbox) {
  const to = checkMailbox({ name: mail.toName, address: mail.toAddress });
  checkHeaderText(mail.subject, "subject");
  const host = from.address.slice(from.address.lastIndexOf("@") + 1);
  return {
    from: { name: from.name, address: from.address },
    to: { name: to.name, address: to.address },
    subject: mail.subject,
    text: mail.text,
    date: new Date(mail.createdAt),
    messageId: `<${mail.mailId.replaceAll(/[^\w-]/g, "_")}@${host}>`,
    headers: { "Auto-Submitted": "auto-generated" }, // RFC 3834: no out-of-office answers
    textEncoding: "quoted-printable" as const,
    disableFileAccess: true,
    disableUrlAccess: true,
  };
}
