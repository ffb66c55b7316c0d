// The mails that people get, as outbox rows: sent after the commit that wanted them. Texts say what happened, when, and what to
// do if it was not you. No password, seed or code of a device is ever in one; links are built from the public URL alone.

import { personArn } from "../caller.ts";
import { newIds } from "../identity/ids.ts";
import { type Instant, toIso } from "../instant.ts";
import type { Ports } from "../ports.ts";
import type { AccountRecord, OutboxMail, PersonRecord, SignedFreshFactor } from "../records.ts";

interface Notice {
  readonly ports: Ports;
  readonly account: AccountRecord;
  readonly person: PersonRecord;
  readonly now: Instant;
}

function mail(notice: Notice, subject: string, lines: readonly string[]): OutboxMail {
  const { ports, account, now } = notice;
  return {
    mailId: newIds.uuid(ports.random),
    accountId: account.accountId,
    toName: account.name,
    toAddress: account.email,
    subject: `[Sallyport] ${subject}`,
    text: `${lines.join("\n\n")}\n\nAccount: ${account.name} (${account.accountId})\nTime: ${toIso(now)}\n`,
    createdAt: now,
  };
}

const who = ({ person }: Notice) =>
  person.kind === "root" ? "the root user" : `the IAM user ${person.name}`;
const ifNotYou =
  "If this was not expected, change the password, look at the sessions and devices, and tell your administrator.";

const lookAround =
  "Then change the root user's password, and look at its sessions, devices and access keys.";

const signedFreshFactors: Readonly<Record<SignedFreshFactor, string>> = {
  own: "those by which people change their own MFA devices, password and access keys",
  all: "all those by which anybody changes MFA devices, passwords, access keys and whom a role trusts",
  none: "none. With an access key alone its owner's MFA devices, password and keys can be changed",
};

export const notices = {
  wrongCodes: (notice: Notice) =>
    mail(notice, "Five wrong MFA codes", [
      `Somebody typed the right password and then five wrong MFA codes for ${who(notice)}.`,
      "If it was you and the codes do not fit, re-synchronize the device from the sign-in page under “Troubleshoot MFA”. If it was not you, somebody knows the password: change it now.",
    ]),
  deviceAssigned: (notice: Notice, device: string) =>
    mail(notice, "An MFA device was assigned", [
      `The MFA device ${device} was assigned to ${who(notice)} (${personArn(notice.person)}).`,
      ifNotYou,
    ]),
  deviceRemoved: (notice: Notice, device: string) =>
    mail(notice, "An MFA device was removed", [
      `The MFA device ${device} was removed from ${who(notice)} (${personArn(notice.person)}).`,
      ifNotYou,
    ]),
  deviceResynced: (notice: Notice, device: string) =>
    mail(notice, "An MFA device was re-synchronized", [
      `The MFA device ${device} of ${who(notice)} was re-synchronized.`,
      ifNotYou,
    ]),
  passwordChanged: (notice: Notice) =>
    mail(notice, "A password was changed", [
      `The console password of ${who(notice)} was changed.`,
      ifNotYou,
    ]),
  vaultDevicePaired: (notice: Notice, device: string) =>
    mail(notice, "A device was paired with authenticator sync", [
      `A device that calls itself “${device}” now syncs the authenticator of ${who(notice)} (${personArn(notice.person)}). It reads and stores the sealed vault; without a passphrase or passkey of that vault it cannot open it.`,
      "If this was not expected, remove the device in the console under “Security credentials”, “Authenticator sync”, change the password, and choose a new passphrase in the authenticator.",
    ]),
  vaultDeviceRemoved: (notice: Notice, device: string) =>
    mail(notice, "A device was removed from authenticator sync", [
      `Somebody who manages ${who(notice)} (${personArn(notice.person)}) removed the device “${device}” from authenticator sync. What is on it stays on it, and the stored vault stays for the other devices.`,
      "If this was not expected, ask your administrator. To sync the device again, pair it anew.",
    ]),
  rootMfaReset: (notice: Notice, operator: string) =>
    mail(notice, "The root user's MFA was reset", [
      `Somebody on the server (operating-system user ${operator}) removed the root user's MFA devices and ended its sessions. Root can sign in again only with the one-time enrolment code that was printed there.`,
      ifNotYou,
    ]),
  signedFreshFactor: (notice: Notice, setting: SignedFreshFactor) =>
    mail(notice, "Which signed requests need an MFA code was changed", [
      `${personArn(notice.person)} changed which signed requests need an MFA code that is not older than 15 minutes. From now on: ${signedFreshFactors[setting]}.`,
      ifNotYou,
    ]),
  /** To the present address, which still is it. */
  emailChangeAsked: (notice: Notice) =>
    mail(notice, "Another e-mail address was asked for", [
      "The root user of this account, signed in with its password, asked to give the account another e-mail address. Nothing has changed yet: a code was mailed to the new address, and whoever types it within an hour, in the browser that asked, makes the change.",
      `If it was not you, sign in as the root user now, cancel the change under “My Account”. ${lookAround}`,
    ]),
  /** To the address that is to be the account's. Nothing in it can be opened: a code is of use in the session that asked alone. */
  emailChangeCode: (notice: Notice, code: string) =>
    mail(notice, "Confirm this e-mail address", [
      "The root user of this account wants to use this e-mail address. Type this code within an hour under “My Account”, in the browser that asked for it:",
      code,
      "If it was not you, do nothing: without the code nothing changes. Give it to nobody.",
    ]),
  /** To whoever has the address that another account asked for. It does not say which account. */
  emailWantedElsewhere: (notice: Notice) =>
    mail(notice, "Another account asked for your e-mail address", [
      "Somebody wants to use this e-mail address for another account. An address belongs to one account alone, and this one stays yours: nothing has changed, and nobody was told that you have it.",
      "If it was you, choose another address there, or change the address of the account named below first. If it was not, there is nothing to do.",
    ]),
  /** To the former address. The new one is not named: whoever took the mailbox over need not learn by what root signs in. */
  emailTakenAway: (notice: Notice, by: string) =>
    mail(notice, "The e-mail address of your account was changed", [
      `${by} gave this account another e-mail address. The root user signs in with that one from now on, and nothing more is sent here.`,
      "Links that were mailed here no longer work, and the root user's other sessions have ended.",
      `If this was not expected, tell whoever runs the server at once: “sallyport root set-email” brings this address back. ${lookAround}`,
    ]),
  /** To the new one. */
  emailGiven: (notice: Notice, by: string, former: string) =>
    mail(notice, "This is now the e-mail address of an account", [
      `${by} changed the e-mail address of this account from ${former} to this one. The root user signs in with it from now on, and notices and recovery links come here. The password and the MFA devices are as they were.`,
      `If this was not expected, tell whoever runs the server. ${lookAround}`,
    ]),
  resetPassword: (notice: Notice, link: string) =>
    mail(notice, "Set a new password for the root user", [
      `Somebody asked for a new password for the root user of this account. Open this page within an hour to choose one:`,
      link,
      "If it was not you, do nothing: opening the page alone changes nothing.",
    ]),
  recoverMfa: (notice: Notice, link: string) =>
    mail(notice, "Sign in without your MFA device", [
      `Somebody who knows the root user's password asked to sign in without its MFA device. Open this page within ten minutes, in any browser, and confirm; then go on in the browser where you were signing in:`,
      link,
      "If it was not you, somebody knows the password: change it now. Opening the page alone changes nothing.",
    ]),
} as const;
