import type { AccountId, PasswordPolicies, PasswordPolicyRecord } from "@sallyport/core";
import type { PasswordPoliciesTable } from "../database.ts";
import { type Building, type Run, statement } from "../statement.ts";

const settings = ({ given }: Building<PasswordPolicyRecord>) => ({
  rules: given((policy) => policy.rules),
  minimum_length: given((policy) => policy.minimumLength),
  require_symbols: given((policy) => policy.requireSymbols),
  require_numbers: given((policy) => policy.requireNumbers),
  require_uppercase: given((policy) => policy.requireUppercase),
  require_lowercase: given((policy) => policy.requireLowercase),
  users_change_own: given((policy) => policy.usersChangeOwn),
  max_age_days: given((policy) => policy.maxAgeDays),
  remembered: given((policy) => policy.remembered),
  hard_expiry: given((policy) => policy.hardExpiry),
});

const put = statement<PasswordPolicyRecord>()((building) =>
  building.db
    .insertInto("password_policies")
    .values({ account_id: building.given((policy) => policy.accountId), ...settings(building) })
    .onConflict((conflict) => conflict.column("account_id").doUpdateSet(settings(building))),
);

const find = statement<AccountId>()(({ db, given }) =>
  db
    .selectFrom("password_policies")
    .selectAll()
    .where(({ and }) => and({ account_id: given((id) => id) })),
);

const remove = statement<AccountId>()(({ db, given }) =>
  db.deleteFrom("password_policies").where(
    "account_id",
    "=",
    given((id) => id),
  ),
);

function toPolicy(row: PasswordPoliciesTable): PasswordPolicyRecord {
  return {
    accountId: row.account_id,
    rules: row.rules,
    minimumLength: row.minimum_length,
    requireSymbols: row.require_symbols === 1,
    requireNumbers: row.require_numbers === 1,
    requireUppercase: row.require_uppercase === 1,
    requireLowercase: row.require_lowercase === 1,
    usersChangeOwn: row.users_change_own === 1,
    maxAgeDays: row.max_age_days ?? undefined,
    remembered: row.remembered ?? undefined,
    hardExpiry: row.hard_expiry === null ? undefined : row.hard_expiry === 1,
  };
}

export function passwordPolicies(run: Run): PasswordPolicies {
  return {
    async find(accountId) {
      const row = await run.first(find, accountId);
      return row && toPolicy(row);
    },
    async put(policy) {
      await run.change(put, policy);
    },
    delete: async (accountId) => (await run.change(remove, accountId)) === 1,
  };
}
