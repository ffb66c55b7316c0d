// AWS Signature Version 4, both forms, check by check in AWS's order: nothing is read from the store before the request is
// whole, current and meant for us.

import { hash } from "node:crypto";
import type { Instant, SignedCaller, SignedText } from "@sallyport/core";
import { awsRefusals } from "../refusal.ts";
import type { SentRequest } from "./canonical-request.ts";
import { readClaim } from "./claim.ts";
import { type ExpectedScope, readScope, requireCurrent, requireSignedHeaders } from "./scope.ts";
import { stringToSign } from "./string-to-sign.ts";

/** Whose signature this is, or why it is refused. */
export type Recognise = (signed: SignedText) => Promise<SignedCaller | SignatureFault>;

export type SignatureFault = "tokenInvalid" | "tokenExpired" | "keyUnknown" | "mismatch";

export interface Verified {
  readonly caller: SignedCaller;
  readonly region: string;
}

export async function verifySignature(
  request: SentRequest,
  expected: ExpectedScope,
  { now, recognise }: { readonly now: Instant; readonly recognise: Recognise },
): Promise<Verified> {
  const claim = readClaim(request);
  requireSignedHeaders(claim, request.headers);
  requireCurrent(claim, now);
  const { accessKeyId, ...scope } = readScope(claim, expected);
  requireTrueDigest(request);
  const { date, signedHeaders, signature, securityToken } = claim;
  const answer = await recognise({
    accessKeyId,
    securityToken,
    scope,
    stringToSign: stringToSign(request, { date, scope, signedHeaders }),
    signature,
  });
  if (typeof answer === "string") throw awsRefusals[answer]();
  return { caller: answer, region: scope.region };
}

/** A digest of the body that was signed as a header must be the body's: no service here takes unsigned or chunked payloads. */
function requireTrueDigest({ headers, body }: SentRequest): void {
  const told = headers.get("x-amz-content-sha256");
  if (told === undefined) return;
  const digest = hash("sha256", body, "hex");
  if (told.some((value) => value.trim() !== digest)) throw awsRefusals.mismatch();
}
