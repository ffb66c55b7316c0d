import type { IdentityProviderRecord } from "../records.ts";
import type { Tx } from "../store.ts";
import { providerTags } from "./locate-provider.ts";

/** What both kinds have, with the tags. The sessions that its word was given for end: they name an id that nobody has any more. */
export async function deleteProviderRow(tx: Tx, provider: IdentityProviderRecord): Promise<void> {
  await tx.tags.removeAll(providerTags(provider));
  await tx.identityProviders.delete(provider.accountId, provider.providerId);
}
