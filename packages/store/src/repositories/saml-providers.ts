import type {
  AccountId,
  ProviderId,
  SamlPrivateKeyRecord,
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
    encryption_required: given((provider) => (provider.encryptionRequired ? 1 : 0)),
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
  "encryption_required",
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

const setEncryptionRequired = statement<Ref & { required: boolean }>()(({ db, given }) =>
  db
    .updateTable("saml_providers")
    .set({ encryption_required: given(({ required }) => (required ? 1 : 0)) })
    .where(isProvider(given)),
);

const insertPrivateKey = statement<SamlPrivateKeyRecord>()(({ db, given }) =>
  db.insertInto("saml_private_keys").values({
    account_id: given((key) => key.accountId),
    provider_id: given((key) => key.providerId),
    key_id: given((key) => key.keyId),
    sealed_key: given((key) => key.sealedKey),
    created_at: given((key) => key.createdAt),
  }),
);

const listPrivateKeys = statement<Ref>()(({ db, given }) =>
  db
    .selectFrom("saml_private_keys")
    .selectAll()
    .where(({ and }) =>
      and({
        account_id: given(({ accountId }) => accountId),
        provider_id: given(({ providerId }) => providerId),
      }),
    )
    .orderBy("created_at")
    .orderBy("key_id"),
);

const removePrivateKey = statement<Ref & { keyId: string }>()(({ db, given }) =>
  db.deleteFrom("saml_private_keys").where(({ and }) =>
    and({
      account_id: given(({ accountId }) => accountId),
      provider_id: given(({ providerId }) => providerId),
      key_id: given(({ keyId }) => keyId),
    }),
  ),
);

const removePrivateKeys = statement<Ref>()(({ db, given }) =>
  db.deleteFrom("saml_private_keys").where(({ and }) =>
    and({
      account_id: given(({ accountId }) => accountId),
      provider_id: given(({ providerId }) => providerId),
    }),
  ),
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
    async setEncryptionRequired(accountId, providerId, required) {
      await run.change(setEncryptionRequired, { accountId, providerId, required });
    },
    async insertPrivateKey(record) {
      await run.change(insertPrivateKey, record);
    },
    async listPrivateKeys(accountId, providerId) {
      return (await run.all(listPrivateKeys, { accountId, providerId })).map((row) => ({
        accountId: row.account_id,
        providerId: row.provider_id,
        keyId: row.key_id,
        sealedKey: row.sealed_key,
        createdAt: row.created_at,
      }));
    },
    async deletePrivateKey(accountId, providerId, keyId) {
      return (await run.change(removePrivateKey, { accountId, providerId, keyId })) > 0;
    },
    async delete(accountId, providerId) {
      await run.change(removePrivateKeys, { accountId, providerId });
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
    encryptionRequired: row.encryption_required !== 0,
  };
}
