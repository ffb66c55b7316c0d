// What an authenticator app shows a new entry under.

import type { AccountRecord } from "../records.ts";

export const deviceIssuer = "Sallyport";

/** `device@alias`, as AWS's QR codes say it (iam-semantics §2.2), or with the account's id where it has no alias. */
export function deviceLabel(deviceName: string, account: AccountRecord): string {
  return `${deviceName}@${account.alias ?? account.accountId}`;
}
