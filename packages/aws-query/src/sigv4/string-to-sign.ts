import type { SigningScope } from "@sallyport/core";
import { hashCanonicalRequest, type SentRequest } from "./canonical-request.ts";

export const algorithm = "AWS4-HMAC-SHA256";

export interface SignedParts {
  /** As it was sent: `20150830T123600Z`. */
  readonly date: string;
  readonly scope: SigningScope;
  readonly signedHeaders: readonly string[];
}

/** `date/region/service/aws4_request`. */
export function scopeText({ date, region, service }: SigningScope): string {
  return `${date}/${region}/${service}/aws4_request`;
}

/** What the signature is made over, by whoever signs and by whoever verifies. */
export function stringToSign(request: SentRequest, parts: SignedParts): string {
  const { date, scope, signedHeaders } = parts;
  return [algorithm, date, scopeText(scope), hashCanonicalRequest(request, signedHeaders)].join(
    "\n",
  );
}
