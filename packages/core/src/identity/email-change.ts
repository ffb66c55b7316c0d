// What the three steps of a change of the account's e-mail address share. It is root's alone: the address is root's sign-in name.

import { type Caller, isInSession, type SessionCaller } from "../caller.ts";
import { IamError, refusals } from "../errors.ts";
import type { Instant } from "../instant.ts";
import { arns, rootPersonId } from "../names.ts";
import type { Permission, Scope } from "../operation.ts";
import type { AccountRecord } from "../records.ts";
import type { Tx } from "../store.ts";
import { accountOf } from "./locate.ts";

export function onRootEmail({ caller }: Scope<unknown>): readonly Permission[] {
  const accountId = accountOf(caller);
  return [
    {
      action: "sallyport:UpdateRootEmail",
      resource: arns.root(accountId),
      owner: rootPersonId(accountId),
    },
  ];
}

/** Root in a browser: a change belongs to the session that asked for it. */
export function requireRootSession(caller: Caller): SessionCaller {
  if (!isInSession(caller)) throw refusals.sessionExpired();
  if (caller.person.kind !== "root") {
    throw new IamError("InvalidUserType", "Only the root user changes the account's address.");
  }
  return caller;
}

/** What root's page shows of a change that waits for its code. */
export async function openEmailChange(
  { tx, caller, ports, now }: Scope<unknown> & { readonly tx: Tx },
  { accountId }: AccountRecord,
): Promise<
  { readonly email: string; readonly expiresAt: Instant; readonly here: boolean } | undefined
> {
  const asked = await tx.emailChanges.find(accountId);
  if (asked === undefined || asked.expiresAt <= now) return undefined;
  const { email, expiresAt, boundTo } = asked;
  const here = isInSession(caller) && ports.digests.equal(caller.session.idHash, boundTo);
  return { email, expiresAt, here };
}

/** One text for every way a code may be no good: whoever asked learns nothing of other accounts' addresses by it. */
export function badEmailCode(): IamError {
  return new IamError(
    "IncorrectCredentials",
    "That code is not right, has expired, was already used, or was asked for in another session.",
    {
      fields: [
        { name: "code", message: "Type the code of the latest mail, or ask for a new one." },
      ],
    },
  );
}
