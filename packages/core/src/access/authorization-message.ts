// Why a signed request was refused, in full, for whoever may read it (sts:DecodeAuthorizationMessage): sealed, so that whoever was
// refused learns no more from it than from the refusal's own sentence.

import { asciiBytes, asciiJson, asciiText, fromHex, toHex } from "../bytes.ts";
import { callerArn, callerId, type Principal } from "../caller.ts";
import { IamError } from "../errors.ts";
import type { AccountId } from "../names.ts";
import type { Permission, Scope } from "../operation.ts";
import type { Ports } from "../ports.ts";
import { permissionKeys, requestKeys } from "./context-keys.ts";
import type { Verdict } from "./judge.ts";

/** How long a message is tells nothing below this. */
const padding = 512;

export interface Refused {
  readonly permission: Permission;
  readonly verdict: Exclude<Verdict, { allowed: true }>;
}

/** What DecodeAuthorizationMessage takes. Many clients take no longer header either. */
export const longestMessage = 10_240;

/**
 * AWS's members. The resource's own tags are left out: they are not the caller's to know, not even by their length. Undefined where
 * the request's own facts would make it too long.
 */
export function sealMessage(
  scope: Scope<unknown> & { readonly caller: Principal },
  accountId: AccountId,
  { permission, verdict }: Refused,
): string | undefined {
  const { caller, ports } = scope;
  const { action, resource } = permission;
  const context = new Map([...requestKeys(scope), ...permissionKeys(permission)]);
  const items = [...context].map(([key, values]) => ({
    key,
    values: { items: values.map((value) => ({ value })) },
  }));
  const message = {
    allowed: false,
    explicitDeny: verdict.explicitDeny,
    matchedStatements: { items: verdict.matched },
    failures: { items: [] },
    context: {
      principal: { id: callerId(caller), arn: callerArn(caller) },
      action,
      resource,
      conditions: { items },
    },
  };
  const text = asciiJson(message);
  const padded = text.padEnd(Math.ceil(text.length / padding) * padding);
  if (2 * padded.length > longestMessage) return undefined;
  const encoded = toHex(ports.seals.seal(asciiBytes(padded), rowOf(accountId)));
  return encoded.length > longestMessage ? undefined : encoded;
}

/** The message as AWS answers it; refuses what this account was not given. */
export function openMessage(ports: Ports, accountId: AccountId, encoded: string): string {
  try {
    if (!hexadecimal.test(encoded)) throw new Error("not hexadecimal");
    const opened = ports.seals.open(fromHex(encoded), rowOf(accountId));
    return asciiText(opened).trimEnd();
  } catch (error) {
    throw new IamError(
      "InvalidAuthorizationMessage",
      "The message was not encoded for this account, or is not whole.",
      {},
      error,
    );
  }
}

const hexadecimal = /^(?:[0-9a-f]{2})+$/;

/** A sealed value of one account does not open in another. */
const rowOf = (accountId: AccountId) => `authorization-message/${accountId}`;
