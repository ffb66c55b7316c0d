// An issuer's URL as AWS takes it, and what the provider is called after it.

import { IamError } from "../errors.ts";
import type { Settings } from "../settings.ts";

/** The condition keys of a provider begin with its name: a name without a dot could be a service's, such as `aws`. */
const issuerForm =
  /^https:\/\/([a-z0-9](?:[a-z0-9-]*[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]*[a-z0-9])?)+(?::\d{1,5})?(?:\/[\w.~%@+,=:-]*)*)$/i;
const loopbackForm =
  /^https?:\/\/((?:localhost|127\.0\.0\.1|\[::1\])(?::\d{1,5})?(?:\/[\w.~%@+,=:-]*)*)$/;

type Allowing = Pick<Settings, "loopbackIssuers">;

/** The provider's name: the URL without its scheme. Undefined where it is no issuer's URL. */
export function providerNameOf(url: string, { loopbackIssuers }: Allowing): string | undefined {
  const loopback = loopbackForm.exec(url)?.[1];
  if (loopback !== undefined) return loopbackIssuers ? loopback : undefined;
  return /^https:\/\/127\./.test(url) ? undefined : issuerForm.exec(url)?.[1];
}

export function requireProviderName(url: string, settings: Allowing): string {
  const name = providerNameOf(url, settings);
  if (name !== undefined) return name;
  throw new IamError("ValidationError", "Invalid Open ID Connect Provider URL", {
    fields: [
      {
        name: "url",
        message:
          "Give the issuer as its tokens name it, such as https://id.example.com: https, a full host name, no query.",
      },
    ],
  });
}
