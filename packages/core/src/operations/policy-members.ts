// Members that the operations of policies share (iam-semantics §3.0, §3.6, §3.7).

import { patterns } from "../names.ts";
import type { PolicyPurpose } from "../records.ts";
import {
  boolean,
  integer,
  list,
  oneOf,
  optional,
  struct,
  text,
  timestamp,
} from "../schema/schema.ts";
import { anyText, tags } from "./members.ts";

export const policyDocument = text({
  max: 131_072,
  // biome-ignore lint/suspicious/noControlCharactersInRegex: AWS's own pattern takes tab and line ends
  pattern: /^[\u0009\u000A\u000D\u0020-\u00FF]+$/,
  words: "A policy has Western letters only.",
});
export const policyName = text({
  max: 128,
  pattern: patterns.entityName,
  words: "Use letters, digits and + = , . @ _ - only.",
});
export const policyPath = text({
  max: 512,
  pattern: patterns.policyPath,
  words: "A path begins and ends with /, such as /division/.",
});
export const policyArn = text({ min: 20, max: 2048 });
export const versionId = text({
  max: 32,
  pattern: patterns.policyVersion,
  words: "A version is called v1, v2 and so on.",
});
export const description = text({ min: 0, max: 1000 });
export const purpose = oneOf("PermissionsPolicy", "PermissionsBoundary");

type Purpose = "PermissionsPolicy" | "PermissionsBoundary";

/** AWS's names for what a policy is to its holder. */
export const purposes: Readonly<Record<Purpose, PolicyPurpose>> = {
  PermissionsPolicy: "permissions",
  PermissionsBoundary: "boundary",
};

export const policy = struct({
  policyName: anyText,
  policyId: anyText,
  arn: anyText,
  path: anyText,
  defaultVersionId: anyText,
  attachmentCount: integer(0, 1e9),
  permissionsBoundaryUsageCount: integer(0, 1e9),
  isAttachable: boolean,
  description: optional(anyText),
  createDate: timestamp,
  updateDate: timestamp,
  tags: optional(tags),
});

export const policyVersion = struct({
  document: optional(anyText),
  versionId: anyText,
  isDefaultVersion: boolean,
  createDate: timestamp,
});

export const attachedPolicies = list(struct({ policyName: anyText, policyArn: anyText }));
