import type { AccountId, OidcProviders, OidcSettingsRecord, ProviderId } from "@sallyport/core";
import { type Run, statement } from "../statement.ts";

type ProviderRef = { accountId: AccountId; providerId: ProviderId };

const insert = statement<OidcSettingsRecord>()(({ db, given }) =>
  db.insertInto("oidc_providers").values({
    account_id: given((provider) => provider.accountId),
    provider_id: given((provider) => provider.providerId),
    url: given((provider) => provider.url),
    client_ids: given(({ clientIds }) => JSON.stringify(clientIds)),
    thumbprints: given(({ thumbprints }) => JSON.stringify(thumbprints)),
  }),
);

const find = statement<ProviderRef>()(({ db, given }) =>
  db
    .selectFrom("oidc_providers")
    .selectAll()
    .where(({ and }) =>
      and({
        account_id: given((provider) => provider.accountId),
        provider_id: given((provider) => provider.providerId),
      }),
    ),
);

const update = statement<Omit<OidcSettingsRecord, "url">>()(({ db, given }) =>
  db
    .updateTable("oidc_providers")
    .set({
      client_ids: given(({ clientIds }) => JSON.stringify(clientIds)),
      thumbprints: given(({ thumbprints }) => JSON.stringify(thumbprints)),
    })
    .where(({ and }) =>
      and({
        account_id: given((provider) => provider.accountId),
        provider_id: given((provider) => provider.providerId),
      }),
    ),
);

const remove = statement<ProviderRef>()(({ db, given }) =>
  db.deleteFrom("oidc_providers").where(({ and }) =>
    and({
      account_id: given((provider) => provider.accountId),
      provider_id: given((provider) => provider.providerId),
    }),
  ),
);

export function oidcProviders(run: Run): OidcProviders {
  return {
    async insert(settings) {
      await run.change(insert, settings);
    },
    async find(accountId, providerId) {
      const row = await run.first(find, { accountId, providerId });
      return (
        row && {
          accountId: row.account_id,
          providerId: row.provider_id,
          url: row.url,
          clientIds: JSON.parse(row.client_ids) as readonly string[],
          thumbprints: JSON.parse(row.thumbprints) as readonly string[],
        }
      );
    },
    async update(settings) {
      await run.change(update, settings);
    },
    async delete(accountId, providerId) {
      await run.change(remove, { accountId, providerId });
    },
  };
}
