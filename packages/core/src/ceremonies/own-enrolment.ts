// What the steps of a console set-up share: the enrolment that is bound to the caller's own session, and whom it is for.

import { isInSession, personArn } from "../caller.ts";
import { refusals } from "../errors.ts";
import { on } from "../identity/locate.ts";
import { requireEnrolment } from "../mfa/enrolment.ts";
import { arns } from "../names.ts";
import type { Scope } from "../operation.ts";
import type { Tx } from "../store.ts";

export async function locateOwnEnrolment(scope: Scope<unknown> & { readonly tx: Tx }) {
  const { caller } = scope;
  if (!isInSession(caller)) throw refusals.sessionExpired();
  return requireEnrolment(scope, caller.session.idHash);
}

type Found = Awaited<ReturnType<typeof locateOwnEnrolment>>;

/** The same as at the start: a permission that was withdrawn meanwhile stops the set-up. */
export function enrolmentPermissions({ enrolment, owner }: Found) {
  const located = { person: owner, arn: personArn(owner), owner: owner.personId, name: owner.name };
  return [
    {
      action: "iam:CreateVirtualMFADevice",
      resource: arns.mfaDevice(owner.accountId, "/", enrolment.deviceName),
      owner: owner.personId,
    } as const,
    ...on(located, "iam:EnableMFADevice"),
  ];
}
