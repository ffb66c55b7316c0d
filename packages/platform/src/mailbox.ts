// nodemailer parses a `to` string, and delivers to whatever it finds after a line break or a comma. So an address is only ever
// handed over as an object, and only when it can be nothing but one mailbox.

/** A mail that no retry can send: it names no mailbox, or hides something in a header. */
export class UnsendableMail extends Error {
  override readonly name = "UnsendableMail";
}

declare const checked: unique symbol;
export interface Mailbox {
  readonly name: string;
  readonly address: string;
  readonly [checked]: true;
}

// C0, DEL and C1 controls, the two Unicode line ends, and what reverses the order of reading.
const control = /[\p{Cc}\u2028\u2029\u202A-\u202E\u2066-\u2069]/u;
// One dot-atom, one @, one host name: no quotes, comments, routes or groups (RFC 5322 allows them; nobody's mailbox needs them).
const localPart = String.raw`[\p{L}\p{N}!#$%&'*+/=?^_\x60{|}~-]+(?:\.[\p{L}\p{N}!#$%&'*+/=?^_\x60{|}~-]+)*`;
const hostName = String.raw`[\p{L}\p{N}](?:[\p{L}\p{N}-]*[\p{L}\p{N}])?(?:\.[\p{L}\p{N}](?:[\p{L}\p{N}-]*[\p{L}\p{N}])?)*`;
const address = new RegExp(`^${localPart}@${hostName}$`, "u");
const longestAddress = 254; // RFC 5321 §4.5.3.1.3, without its angle brackets

/** Whether it is one plain e-mail address. */
export function isAddress(text: string): boolean {
  return text.length <= longestAddress && address.test(text);
}

/** The mailbox, or `UnsendableMail`. */
export function checkMailbox(mailbox: {
  readonly name: string;
  readonly address: string;
}): Mailbox {
  if (!isAddress(mailbox.address)) {
    throw new UnsendableMail("A mail is addressed to what is no e-mail address.");
  }
  checkHeaderText(mailbox.name, "name");
  return { name: mailbox.name, address: mailbox.address } as Mailbox;
}

/** Refuses everything that could begin a header of its own. */
export function checkHeaderText(text: string, what: string): void {
  if (control.test(text)) throw new UnsendableMail(`The ${what} of a mail has control characters.`);
}
