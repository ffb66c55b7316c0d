// What a Permissions tab shows: everything that has a say in what a user or the members of a group may do, with where it comes from.

import { anyText } from "../operations/members.ts";
import { findBuiltIn } from "../policy/index.ts";
import type { PolicyHolder } from "../records.ts";
import { boolean, list, optional, struct, texts } from "../schema/schema.ts";
import type { Tx } from "../store.ts";
import { nameOfArn } from "./holders.ts";

const inline = struct({ policyName: anyText, policyDocument: anyText });

const attached = struct({ policyName: anyText, policyArn: anyText, builtIn: boolean });

export const permissionsAnswer = {
  attached: list(attached),
  inline: list(inline),
  denied: texts,
} as const;

export const viaGroups = list(
  struct({ groupName: anyText, attached: list(attached), inline: list(inline) }),
);

export const boundaryAnswer = optional(attached);

export function renderAttached(policyArn: string) {
  const { policyName } = nameOfArn(policyArn);
  return { policyName, policyArn, builtIn: findBuiltIn(policyArn) !== undefined };
}

const all = { after: undefined, limit: 1000 };

export async function permissionsOf(tx: Tx, holder: PolicyHolder) {
  const arns = await tx.policyUses.list(holder, "permissions", all);
  const documents = await tx.inlinePolicies.list(holder, all);
  return {
    attached: arns.map(renderAttached),
    inline: documents.map(({ name, document }) => ({
      policyName: name,
      policyDocument: document,
    })),
  };
}
