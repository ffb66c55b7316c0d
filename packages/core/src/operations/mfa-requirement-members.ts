// Members that the operations about "Require MFA" share.

import { IamError } from "../errors.ts";
import type { NamedGroups } from "../identity/requirement-groups.ts";
import { type Instant, parseInstant } from "../instant.ts";
import { boolean, integer, list, optional, text } from "../schema/schema.ts";
import { groupName } from "./members.ts";

/** Longer is no grace any more; AWS gives root 35 days. */
const mostGraceDays = 90;
const mostGroups = 50;

export const requirementMembers = {
  /** All users and root; else the members of `groupNames`. */
  everyone: boolean,
  groupNames: optional(list(groupName, mostGroups)),
  /** Of machine users: exempt as long as they have no console password. */
  exemptGroupNames: optional(list(groupName, mostGroups)),
  /** A date, or a date and time (ISO 8601); by default now. */
  since: optional(text({ max: 40 })),
  graceDays: integer(0, mostGraceDays),
} as const;

export function namedGroups(input: {
  readonly everyone: boolean;
  readonly groupNames?: readonly string[] | undefined;
  readonly exemptGroupNames?: readonly string[] | undefined;
}): NamedGroups {
  const { everyone, groupNames = [], exemptGroupNames = [] } = input;
  if (!everyone && groupNames.length === 0) {
    const message = "Choose at least one group, or everyone.";
    throw new IamError("ValidationError", message, { fields: [{ name: "groupNames", message }] });
  }
  return { everyone, groupNames, exemptGroupNames };
}

/** From when on; undefined where nothing was said. */
export function sinceOf({ since }: { readonly since?: string | undefined }): Instant | undefined {
  if (since === undefined) return undefined;
  const parsed = parseInstant(since);
  if (parsed !== undefined && parsed > 0) return parsed;
  const message = "Give a date, such as 2026-12-31.";
  throw new IamError("ValidationError", message, { fields: [{ name: "since", message }] });
}
