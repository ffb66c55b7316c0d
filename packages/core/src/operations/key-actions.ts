import type { Permission } from "../operation.ts";

/** What the console's table of access keys offers, and shows of their use. */
export const keyActions: readonly Permission["action"][] = [
  "iam:CreateAccessKey",
  "iam:DeleteAccessKey",
  "iam:GetAccessKeyLastUsed",
  "iam:UpdateAccessKey",
];
