import { accountOf, requireAccount } from "../identity/locate.ts";
import { notices } from "../mail/notices.ts";
import { arns, rootPersonId } from "../names.ts";
import { defineOperation, type Permission } from "../operation.ts";
import type { SignedFreshFactor } from "../records.ts";
import { struct } from "../schema/schema.ts";
import { nothing, signedFreshFactor } from "./members.ts";

/**
 * Kept from keys altogether (it is the console's), and from sessions without MFA. Lifting it is root's alone: with an administrator's
 * stolen key one makes another administrator, who sets up a device of their own, and then there is a fresh factor. Root's cannot be had
 * that way.
 */
export const putFreshFactorSetting = defineOperation({
  name: "PutFreshFactorSetting",
  kind: "console",
  summary:
    "Says which of the operations that need a fresh factor need it through a signed request too: `own` (those on the caller's own factors, password and keys), `all`, or `none`, which the root user alone may choose. Only from a session with MFA.",
  readOnly: false,
  input: struct({ signedRequests: signedFreshFactor }),
  output: nothing,
  freshFactor: true,
  permissions: ({ caller, input }) => {
    const accountId = accountOf(caller);
    const put = { action: "sallyport:PutFreshFactorSetting", freshFactor: "always" } as const;
    const permission: Permission =
      input.signedRequests === "none"
        ? { ...put, resource: arns.root(accountId), owner: rootPersonId(accountId) }
        : { ...put, resource: "*" };
    return [permission];
  },
  run: async ({ tx, caller, input, ports, now, trail }) => {
    const account = await requireAccount(tx, accountOf(caller));
    const former: SignedFreshFactor = account.signedFreshFactor;
    const setting = input.signedRequests;
    trail.additional = { formerSignedRequests: former };
    if (former === setting) return {};
    await tx.accounts.setSignedFreshFactor(account.accountId, setting);
    if (caller.kind === "person") {
      const { person } = caller;
      await tx.outbox.enqueue(notices.signedFreshFactor({ ports, account, person, now }, setting));
    }
    return {};
  },
  record: { request: ["signedRequests"] },
});
