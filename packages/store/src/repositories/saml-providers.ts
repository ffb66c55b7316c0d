import type {
  AccountId,
  ProviderId,
  SamlProviderRecord,
  SamlProviders,
  SamlTrust,
} from "@sallyport/core";
import type { ExpressionBuilder } from "kysely";
import type { Database, SamlProvidersTable } from "../database.ts";
import { type Run, type Stored, statement } from "../statement.ts";

type Ref = { accountId: AccountId; providerId: ProviderId };

/** The row that a statement is about. */
const isProvider =
  (given: <Value>(read: (ref: Ref) => Value) => Stored<Value>) =>
  ({ and, eb }: ExpressionBuilder<Database, "saml_providers">) =>
    and([
      eb(
        "account_id",
        "=",
        given((provider) => provider.accountId),
      ),
      eb(
        "provider_id",
        "=",
        given((provider) => provider.providerId),
      ),
    ]);

const insert = statement<SamlProviderRecord>()(({ db, given }) =>
  db.insertInto("saml_providers").values({
    account_id: given((provider) => provider.accountId),
    provider_id: given((provider) => provider.providerId),
    uuid: given((provider) => provider.uuid),
    document: given((provider) => provider.document),
    entity_id: given((provider) => provider.entityId),
    certificates: given((provider) => JSON.stringify(provider.certificates)),
    valid_until: given((provider) => provider.validUntil ?? null),
  }),
);

const find = statement<Ref>()(({ db, given }) =>
  db.selectFrom("saml_providers").selectAll().where(isProvider(given)),
);

const trustColumns = [
  "account_id",
  "provider_id",
  "entity_id",
  "certificates",
  "valid_until",
] as const;

const findTrust = statement<Ref>()(({ db, given }) =>
  db.selectFrom("saml_providers").select(trustColumns).where(isProvider(given)),
);

const listTrust = statement<AccountId>()(({ db, given }) =>
  db
    .selectFrom("saml_providers")
    .select(trustColumns)
    .where(({ and }) => and({ account_id: given((id) => id) })),
);

const setMetadata = statement<
  Ref & Pick<SamlProviderRecord, "document" | "entityId" | "certificates" | "validUntil">
>()(({ db, given }) =>
  db
    .updateTable("saml_providers")
    .set({
      document: given((change) => change.document),
      entity_id: given((change) => change.entityId),
      certificates: given((change) => JSON.stringify(change.certificates)),
      valid_until: given((change) => change.validUntil ?? null),
    })
    .where(isProvider(given)),
);

const remove = statement<Ref>()(({ db, given }) =>
  db.deleteFrom("saml_providers").where(isProvider(given)),
);

export function samlProviders(run: Run): SamlProviders {
  return {
    async insert(record) {
      await run.change(insert, record);
    },
    async find(accountId, providerId) {
      const row = await run.first(find, { accountId, providerId });
      return row && { ...toTrust(row), uuid: row.uuid, document: row.document };
    },
    async findTrust(accountId, providerId) {
      const row = await run.first(findTrust, { accountId, providerId });
      return row && toTrust(row);
    },
    async listTrust(accountId) {
      return (await run.all(listTrust, accountId)).map(toTrust);
    },
    async setMetadata(accountId, providerId, change) {
      await run.change(setMetadata, { accountId, providerId, ...change });
    },
    async delete(accountId, providerId) {
      await run.change(remove, { accountId, providerId });
    },
  };
}

function toTrust(row: Pick<SamlProvidersTable, (typeof trustColumns)[number]>): SamlTrust {
  return {
    accountId: row.account_id,
    providerId: row.provider_id,
    entityId: row.entity_id,
    certificates: JSON.parse(row.certificates) as SamlTrust["certificates"],
    validUntil: row.valid_until ?? undefined,
  };
}
