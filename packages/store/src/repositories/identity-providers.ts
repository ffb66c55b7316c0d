import type {
  AccountId,
  IdentityProviderRecord,
  IdentityProviders,
  ProviderId,
  UpstreamMfaRule,
} from "@sallyport/core";
import type { ExpressionBuilder } from "kysely";
import type { Database, IdentityProvidersTable } from "../database.ts";
import { type Run, type Stored, statement } from "../statement.ts";

type ProviderRef = { accountId: AccountId; providerId: ProviderId };
type Kind = IdentityProviderRecord["kind"];

/** The row that a statement is about. */
const isProvider =
  (given: <Value>(read: (ref: ProviderRef) => Value) => Stored<Value>) =>
  ({ and, eb }: ExpressionBuilder<Database, "identity_providers">) =>
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

const insert = statement<IdentityProviderRecord>()(({ db, given }) =>
  db
    .insertInto("identity_providers")
    .values({
      account_id: given((provider) => provider.accountId),
      provider_id: given((provider) => provider.providerId),
      kind: given((provider) => provider.kind),
      name: given((provider) => provider.name),
      created_at: given((provider) => provider.createdAt),
      epoch: given((provider) => provider.epoch),
      mfa_rule: given(({ mfaRule }) => writeRule(mfaRule)),
    })
    .onConflict((conflict) => conflict.doNothing()),
);

const find = statement<{ accountId: AccountId; kind: Kind; name: string }>()(({ db, given }) =>
  db
    .selectFrom("identity_providers")
    .selectAll()
    .where(({ and }) =>
      and({
        account_id: given((provider) => provider.accountId),
        kind: given((provider) => provider.kind),
        name: given((provider) => provider.name),
      }),
    ),
);

const findActing = statement<ProviderRef>()(({ db, given }) =>
  db
    .selectFrom("identity_providers")
    .innerJoin("accounts", "accounts.account_id", "identity_providers.account_id")
    .selectAll("identity_providers")
    .select("accounts.epoch as account_epoch")
    .where(({ and }) =>
      and({
        "identity_providers.account_id": given((provider) => provider.accountId),
        "identity_providers.provider_id": given((provider) => provider.providerId),
      }),
    ),
);

const list = statement<{ accountId: AccountId; kind: Kind }>()(({ db, given }) =>
  db
    .selectFrom("identity_providers")
    .selectAll()
    .where(({ and }) =>
      and({ account_id: given((of) => of.accountId), kind: given((of) => of.kind) }),
    )
    .orderBy("name"),
);

const setMfaRule = statement<ProviderRef & { rule: UpstreamMfaRule | undefined }>()(
  ({ db, given }) =>
    db
      .updateTable("identity_providers")
      .set({ mfa_rule: given(({ rule }) => writeRule(rule)) })
      .where(isProvider(given)),
);

const raiseEpoch = statement<ProviderRef>()(({ db, given }) =>
  db
    .updateTable("identity_providers")
    .set(({ eb }) => ({ epoch: eb("epoch", "+", 1) }))
    .where(isProvider(given)),
);

const remove = statement<ProviderRef>()(({ db, given }) =>
  db.deleteFrom("identity_providers").where(isProvider(given)),
);

export function identityProviders(run: Run): IdentityProviders {
  return {
    insert: async (provider) => (await run.change(insert, provider)) === 1,
    async find(accountId, kind, name) {
      const row = await run.first(find, { accountId, kind, name });
      return row && toProvider(row);
    },
    async findActing(accountId, providerId) {
      const row = await run.first(findActing, { accountId, providerId });
      return row && { provider: toProvider(row), accountEpoch: row.account_epoch };
    },
    async list(accountId, kind) {
      return (await run.all(list, { accountId, kind })).map(toProvider);
    },
    async setMfaRule(accountId, providerId, rule) {
      await run.change(setMfaRule, { accountId, providerId, rule });
    },
    async raiseEpoch(accountId, providerId) {
      await run.change(raiseEpoch, { accountId, providerId });
    },
    async delete(accountId, providerId) {
      await run.change(remove, { accountId, providerId });
    },
  };
}

const writeRule = (rule: UpstreamMfaRule | undefined) => rule && JSON.stringify(rule);

function toProvider(row: IdentityProvidersTable): IdentityProviderRecord {
  return {
    accountId: row.account_id,
    providerId: row.provider_id,
    kind: row.kind,
    name: row.name,
    createdAt: row.created_at,
    epoch: row.epoch,
    mfaRule: row.mfa_rule === null ? undefined : (JSON.parse(row.mfa_rule) as UpstreamMfaRule),
  };
}
