// Members that the operations of SAML identity providers share (iam-semantics §3.12).

import { oneOf, optional, text } from "../schema/schema.ts";

export const samlProviderArn = text({ min: 20, max: 2048 });

export const samlProviderName = text({
  max: 128,
  pattern: /^[\w._-]+$/,
  words: "Use letters, digits and . _ - only.",
});

/** AWS's lengths; what a request may be as a whole ends earlier. */
export const samlMetadataDocument = text({ min: 1000, max: 10_000_000 });

export const encryptionMode = oneOf("Required", "Allowed");

export const encryptionMembers = {
  assertionEncryptionMode: optional(encryptionMode),
  addPrivateKey: optional(text({ max: 16_384, pattern: /^[\t\n\r\u0020-\u00ff]+$/, secret: true })),
} as const;
