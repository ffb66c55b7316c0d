import { createHash } from "node:crypto";
import type { Assertions } from "@sallyport/core";
import { readMetadata } from "./metadata.ts";
import { readPrivateKey } from "./private-keys.ts";
import { verifyResponse } from "./response.ts";

/** Fills the core's port. Pure: no clock, no file, no network. */
export const samlAssertions: Assertions = {
  readMetadata,
  readPrivateKey,
  verify: verifyResponse,
  // SHA-1 because AWS says so; it tells names apart and proves nothing.
  nameQualifier: ({ issuer, accountId, providerName }) =>
    createHash("sha1").update(`${issuer}${accountId}/${providerName}`).digest("base64"),
};
