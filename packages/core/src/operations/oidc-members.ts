// Members that the operations of OpenID Connect providers share (iam-semantics §3.12), with AWS's limits.

import { IamError, refusals } from "../errors.ts";
import { list, text } from "../schema/schema.ts";

/** The ARN of an identity provider. */
export const providerArn = text({ min: 20, max: 2048 });

export const clientId = text({
  max: 255,
  words: "A client id, or audience, has at most 255 characters.",
});
const thumbprint = text({
  min: 40,
  max: 40,
  pattern: /^[0-9A-Fa-f]{40}$/,
  words: "A thumbprint is the SHA-1 of a certificate: 40 hexadecimal digits.",
});

/** More than the quotas: that these are exceeded has words of AWS's own. */
const most = 1000;
export const clientIdList = list(clientId, most);
export const thumbprintList = list(thumbprint, most);

const mostClientIds = 100;
const mostThumbprints = 5;

/** Each once, in the order given. */
export function requireClientIds(given: readonly string[]): readonly string[] {
  const distinct = [...new Set(given)];
  if (distinct.length > mostClientIds)
    throw refusals.overQuota("ClientIdsPerOpenIdConnectProvider", mostClientIds);
  return distinct;
}

export function requireThumbprints(given: readonly string[]): readonly string[] {
  if (given.length <= mostThumbprints) return given;
  throw new IamError("InvalidInput", "Thumbprint list must contain fewer than 5 entries.", {
    fields: [{ name: "thumbprintList", message: "Give at most five thumbprints." }],
  });
}
