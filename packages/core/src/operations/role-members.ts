// Members that the operations of roles share (iam-semantics §3.0, §3.12).

import { patterns } from "../names.ts";
import { integer, optional, struct, text, timestamp } from "../schema/schema.ts";
import { anyText, permissionsBoundary, tags } from "./members.ts";

export const roleName = text({
  max: 64,
  pattern: patterns.entityName,
  words: "Use letters, digits and + = , . @ _ - only.",
});

export const roleDescription = text({
  min: 0,
  max: 1000,
  pattern: /^[\t\n\r\u0020-\u007E\u00A1-\u00FF]*$/,
  words: "A description has Western letters only.",
});

/** One hour to twelve. */
export const maxSessionDuration = integer(3600, 43_200);

/** What every answer that shows a role has; AWS's order of members. */
export const roleMembers = {
  path: anyText,
  roleName: anyText,
  roleId: anyText,
  arn: anyText,
  createDate: timestamp,
  assumeRolePolicyDocument: optional(anyText),
} as const;

/** Empty where it was never used. */
export const roleLastUsed = struct({
  lastUsedDate: optional(timestamp),
  region: optional(anyText),
});

export const role = struct({
  ...roleMembers,
  description: optional(anyText),
  maxSessionDuration: optional(integer(0, 43_200)),
  permissionsBoundary: optional(permissionsBoundary),
  tags: optional(tags),
  roleLastUsed: optional(roleLastUsed),
});
