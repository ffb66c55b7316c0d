// Members that several operations share, with AWS's lengths and patterns (iam-semantics §3.0) and the words people see.

import { patterns } from "../names.ts";
import {
  blob,
  boolean,
  integer,
  list,
  oneOf,
  optional,
  struct,
  text,
  timestamp,
} from "../schema/schema.ts";

const nameWords = "Use letters, digits and + = , . @ _ - only.";

/** An existing user. */
export const userName = text({ max: 128, pattern: patterns.entityName, words: nameWords });
/** A new user, or one in the login-profile operations. */
export const userName64 = text({ max: 64, pattern: patterns.entityName, words: nameWords });
export const groupName = text({ max: 128, pattern: patterns.entityName, words: nameWords });
export const deviceName = text({ max: 128, pattern: patterns.entityName, words: nameWords });
export const path = text({
  max: 512,
  pattern: patterns.path,
  words: "A path begins and ends with /, such as /division/.",
});
export const pathPrefix = text({
  max: 512,
  pattern: patterns.pathPrefix,
  words: "A path begins with /.",
});
export const serialNumber = text({ min: 9, max: 256, pattern: patterns.serialNumber });
export const code = text({
  min: 6,
  max: 6,
  pattern: patterns.code,
  words: "A code has six digits.",
  secret: true,
});
export const password = text({
  max: 128,
  pattern: patterns.password,
  secret: true,
  words: "Use characters of a Western keyboard only.",
});
export const accountAlias = text({
  min: 3,
  max: 63,
  pattern: patterns.accountAlias,
  words: "Use small letters, digits and single hyphens inside, and not twelve digits.",
});
export const email = text({
  min: 3,
  max: 254,
  pattern: /^[^\s@"<>(),;:\\[\]\p{Cc}]+@[A-Za-z0-9](?:[A-Za-z0-9.-]*[A-Za-z0-9])?$/u,
  words: "Type an e-mail address, such as name@example.org.",
});
export const accountName = text({
  max: 50,
  pattern: /^(?=.*\S)[^\p{Cc}<>]+$/u,
  words: "Use at most 50 characters, without < and >.",
});

const tagKey = text({
  max: 128,
  pattern: patterns.tagText,
  words: "Use letters, digits, spaces and _ . : / = + - @ only.",
});
const tagValue = text({
  min: 0,
  max: 256,
  pattern: patterns.tagText,
  words: "Use letters, digits, spaces and _ . : / = + - @ only.",
});
export const tag = struct({ key: tagKey, value: tagValue });
export const tags = list(tag, 50);
export const tagKeys = list(tagKey, 50);

export const page = {
  marker: optional(text({ max: 320, pattern: patterns.marker })),
  maxItems: optional(integer(1, 1000)),
} as const;

export const pageEnd = {
  isTruncated: boolean,
  marker: optional(text({ max: 320 })),
} as const;

/** Which of the vaults that a person has stored, one after the other. */
export const vaultRevision = integer(0, Number.MAX_SAFE_INTEGER);

/** Text that we made ourselves: no rule to check. */
export const anyText = text({ min: 0, max: Number.MAX_SAFE_INTEGER });

export const permissionsBoundary = struct({
  permissionsBoundaryType: anyText,
  permissionsBoundaryArn: anyText,
});

export const user = struct({
  path: anyText,
  userName: anyText,
  userId: anyText,
  arn: anyText,
  createDate: timestamp,
  passwordLastUsed: optional(timestamp),
  permissionsBoundary: optional(permissionsBoundary),
  tags: optional(tags),
});

export const group = struct({
  path: anyText,
  groupName: anyText,
  groupId: anyText,
  arn: anyText,
  createDate: timestamp,
});

export const loginProfile = struct({
  userName: anyText,
  createDate: timestamp,
  passwordResetRequired: optional(boolean),
});

export const virtualMFADevice = struct({
  serialNumber: anyText,
  base32StringSeed: optional(blob),
  qRCodePNG: optional(blob),
  user: optional(user),
  enableDate: optional(timestamp),
  tags: optional(tags),
});

/** What the console shows of an assigned device. */
export const deviceDetail = struct({
  serialNumber: anyText,
  name: anyText,
  kind: oneOf("virtual"),
  enableDate: timestamp,
  lastUsedAt: optional(timestamp),
  driftSeconds: integer(-86_400, 86_400),
  status: oneOf("inSync", "outOfSync"),
  offsetSeconds: optional(integer(-90_000, 90_000)),
});

/** An existing key. */
export const accessKeyId = text({ min: 16, max: 128, pattern: /^\w+$/ });

/** What the console shows of a key; `lastUsed` is left out where it never was, or may not be seen. */
export const accessKeyDetail = struct({
  accessKeyId: anyText,
  status: oneOf("Active", "Inactive"),
  createDate: timestamp,
  lastUsed: optional(struct({ date: timestamp, serviceName: anyText, region: anyText })),
});

export const nothing = struct({});
/** Nothing either, in an element of its own on AWS's wire. */
export const emptyResult = { ...nothing, shown: true } as const;

/** Which of the operations that need a fresh factor need it through a signed request too. */
export const signedFreshFactor = oneOf("own", "all", "none");
