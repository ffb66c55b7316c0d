// What a refusal calls a user, group or role: as it was asked for, to whoever may not see it. As it was found it would say that it is
// there, under which path, and in which letters (security rule 6).

import { type AccountId, type Arn, arns, nameKey } from "../names.ts";
import type { Permission } from "../operation.ts";
import type { Judge } from "./judge.ts";

const named = /^arn:aws:iam::(\d{12}):(user|group|role)\/(?:.*\/)?([^/]+)$/;

const seen = { user: "iam:GetUser", group: "iam:GetGroup", role: "iam:GetRole" } as const;

/** The resource of a refused permission, in the words of whoever asked. */
export async function toldResource(
  judge: Judge["judge"],
  { resource, toldAs, owner, tagged }: Permission,
  input: unknown,
): Promise<string> {
  if (toldAs !== undefined) return toldAs;
  const [, accountId, kind, name = ""] = named.exec(resource) ?? [];
  if (kind !== "user" && kind !== "group" && kind !== "role") return resource;
  const { path, [`${kind}Name`]: asked } = input as Readonly<Record<string, unknown>>;
  const isNew = path !== undefined; // one that is to be made: it has the path that was asked for
  if (isNew || typeof asked !== "string" || nameKey(asked) !== nameKey(name)) return resource;
  const askedArn: Arn = arns[kind](accountId as AccountId, "/", asked);
  if (askedArn === resource) return resource;
  const { allowed } = await judge({ action: seen[kind], resource, owner, tagged });
  return allowed ? resource : askedArn;
}
