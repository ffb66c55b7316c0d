import { IamError } from "../errors.ts";
import { hashToken } from "../identity/tokens.ts";
import type { Scope } from "../operation.ts";
import type { MailLinkRecord } from "../records.ts";
import type { Tx } from "../store.ts";

/** The living link of a mailed token for this purpose; one text for every way it may be dead. */
export async function requireLink(
  scope: Scope<{ readonly token: string }> & { readonly tx: Tx },
  purpose: MailLinkRecord["purpose"],
): Promise<MailLinkRecord> {
  const { tx, ports, input, now } = scope;
  const tokenHash = hashToken(ports.digests, input.token);
  const link = tokenHash && (await tx.mailLinks.find(tokenHash));
  if (link === undefined || link.purpose !== purpose || link.expiresAt <= now) throw deadLink();
  return link;
}

export function deadLink(): IamError {
  return new IamError(
    "SignInExpired",
    "This link has expired or was already used. Ask for a new one.",
  );
}
