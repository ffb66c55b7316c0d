import type { AccountRecord } from "../records.ts";
import type { Settings } from "../settings.ts";

/** The "console sign-in link": by alias where there is one; the account's id goes on working. */
export function signInUrl(settings: Settings, account: AccountRecord): string {
  return `${settings.publicUrl}/signin/${account.alias ?? account.accountId}`;
}
