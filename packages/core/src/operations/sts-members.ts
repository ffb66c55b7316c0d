// Members that several operations of STS share (iam-semantics §3.11).

import { integer, list, optional, struct, text, timestamp } from "../schema/schema.ts";
import { anyText } from "./members.ts";

export const credentials = struct({
  accessKeyId: anyText,
  secretAccessKey: anyText,
  sessionToken: anyText,
  expiration: timestamp,
});

export const sessionName = text({
  min: 2,
  max: 64,
  pattern: /^[\w+=,.@-]*$/,
  words: "Use 2 to 64 letters, digits and + = , . @ _ - only.",
});

/** What limits a session: a document, policies by name, or both. */
export const sessionPolicyMembers = {
  policy: optional(
    text({
      max: 2048,
      // biome-ignore lint/suspicious/noControlCharactersInRegex: AWS's own pattern takes tab and line ends
      pattern: /^[\u0009\u000A\u000D\u0020-\u00FF]+$/,
    }),
  ),
  policyArns: optional(list(struct({ arn: optional(text({ min: 20, max: 2048 })) }), 10)),
} as const;

/** How much of what a token can carry was used: absent where nothing was given to carry. */
export const packedPolicySize = optional(integer(0, 100));
