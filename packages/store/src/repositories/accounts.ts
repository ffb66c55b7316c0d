import {
  type AccountId,
  type AccountRecord,
  type Accounts,
  emailKey,
  type PageRequest,
  type RootEnrolment,
  type SignedFreshFactor,
} from "@sallyport/core";
import { sql } from "kysely";
import type { AccountsTable } from "../database.ts";
import { type Building, type Run, statement } from "../statement.ts";
import { startOf } from "./paging.ts";

const columns = ({ given }: Building<AccountRecord>) => ({
  account_id: given((account) => account.accountId),
  name: given((account) => account.name),
  email: given((account) => account.email),
  email_key: given((account) => emailKey(account.email)),
  alias: given((account) => account.alias),
  created_at: given((account) => account.createdAt),
  root_code_hash: given((account) => account.rootEnrolment?.codeHash),
  root_code_expires_at: given((account) => account.rootEnrolment?.expiresAt),
  epoch: 0,
  signed_fresh_factor: given((account) => account.signedFreshFactor),
  records_reads: given((account) => account.recordsReads),
});

const insert = statement<AccountRecord>()((building) =>
  building.db
    .insertInto("accounts")
    .values({ ...columns(building), is_first: null })
    .onConflict((conflict) => conflict.doNothing()),
);

/** The unique `is_first` decides between two at once, where neither yet sees the other's row. */
const insertFirst = statement<AccountRecord>()((building) => {
  const values = { ...columns(building), is_first: 1 };
  const names = Object.keys(values) as (keyof typeof values)[];
  return building.db
    .insertInto("accounts")
    .columns(names)
    .expression(
      building.db
        .selectNoFrom(names.map((name) => sql`${values[name]}`.as(name)))
        .where(({ not, exists, selectFrom }) =>
          not(exists(selectFrom("accounts").select("account_id"))),
        ),
    )
    .onConflict((conflict) => conflict.doNothing());
});

const find = statement<AccountId>()(({ db, given }) =>
  db
    .selectFrom("accounts")
    .selectAll()
    .where(({ and }) => and({ account_id: given((id) => id) })),
);

const findByEmail = statement<string>()(({ db, given }) =>
  db
    .selectFrom("accounts")
    .selectAll()
    .where(({ and }) => and({ email_key: given((key) => key) })),
);

const findByAlias = statement<string>()(({ db, given }) =>
  db
    .selectFrom("accounts")
    .selectAll()
    .where(({ and }) => and({ alias: given((alias) => alias) })),
);

const list = statement<PageRequest>()(({ db, given }) =>
  db
    .selectFrom("accounts")
    .selectAll()
    .where("account_id", ">", given(startOf) as AccountId)
    .orderBy("account_id")
    .limit(given((page) => page.limit)),
);

const any = statement<undefined>()(({ db }) =>
  db.selectFrom("accounts").select("account_id").limit(1),
);

const rename = statement<{ accountId: AccountId; name: string }>()(({ db, given }) =>
  db
    .updateTable("accounts")
    .set({ name: given((change) => change.name) })
    .where(({ and }) => and({ account_id: given((change) => change.accountId) })),
);

/** `emailKey` decides, as at sign-in. */
const setEmail = statement<{ accountId: AccountId; email: string }>()(({ db, given }) =>
  db
    .updateTable("accounts")
    .set({
      email: given((change) => change.email),
      email_key: given((change) => emailKey(change.email)),
    })
    .where(({ and }) => and({ account_id: given((change) => change.accountId) }))
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom("accounts as other")
            .select("other.account_id")
            .where(({ and }) =>
              and({ "other.email_key": given((change) => emailKey(change.email)) }),
            )
            .where(
              "other.account_id",
              "<>",
              given((change) => change.accountId),
            ),
        ),
      ),
    ),
);

const setAlias = statement<{ accountId: AccountId; alias: string | undefined }>()(({ db, given }) =>
  db
    .updateTable("accounts")
    .set({ alias: given((change) => change.alias) })
    .where(({ and }) => and({ account_id: given((change) => change.accountId) }))
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom("accounts as other")
            .select("other.account_id")
            .where(({ and }) => and({ "other.alias": given((change) => change.alias) }))
            .where(
              "other.account_id",
              "<>",
              given((change) => change.accountId),
            ),
        ),
      ),
    ),
);

const setRootEnrolment = statement<{
  accountId: AccountId;
  enrolment: RootEnrolment | undefined;
}>()(({ db, given }) =>
  db
    .updateTable("accounts")
    .set({
      root_code_hash: given((change) => change.enrolment?.codeHash),
      root_code_expires_at: given((change) => change.enrolment?.expiresAt),
    })
    .where(({ and }) => and({ account_id: given((change) => change.accountId) })),
);

const setSignedFreshFactor = statement<{
  accountId: AccountId;
  setting: SignedFreshFactor;
}>()(({ db, given }) =>
  db
    .updateTable("accounts")
    .set({ signed_fresh_factor: given((change) => change.setting) })
    .where(({ and }) => and({ account_id: given((change) => change.accountId) })),
);

const setRecordsReads = statement<{ accountId: AccountId; recordsReads: boolean }>()(
  ({ db, given }) =>
    db
      .updateTable("accounts")
      .set({ records_reads: given((change) => change.recordsReads) })
      .where(({ and }) => and({ account_id: given((change) => change.accountId) })),
);

const recordingReads = statement<undefined>()(({ db }) =>
  db
    .selectFrom("accounts")
    .select("account_id")
    .where("records_reads", "=", ({ lit }) => lit(1)),
);

const raiseEpoch = statement<AccountId>()(({ db, given }) =>
  db
    .updateTable("accounts")
    .set(({ eb }) => ({ epoch: eb("epoch", "+", 1) }))
    .where(({ and }) => and({ account_id: given((id) => id) })),
);

function toAccount(row: AccountsTable): AccountRecord {
  const { root_code_hash: codeHash, root_code_expires_at: expiresAt } = row;
  return {
    accountId: row.account_id,
    name: row.name,
    email: row.email,
    alias: row.alias ?? undefined,
    createdAt: row.created_at,
    rootEnrolment: codeHash && expiresAt !== null ? { codeHash, expiresAt } : undefined,
    signedFreshFactor: row.signed_fresh_factor,
    recordsReads: row.records_reads === 1,
  };
}

export function accounts(run: Run): Accounts {
  const one = (row: AccountsTable | undefined) => row && toAccount(row);
  return {
    insert: async (account) => (await run.change(insert, account)) === 1,
    insertFirst: async (account) => (await run.change(insertFirst, account)) === 1,
    find: async (accountId) => one(await run.first(find, accountId)),
    findByEmail: async (key) => one(await run.first(findByEmail, key)),
    findByAlias: async (alias) => one(await run.first(findByAlias, alias)),
    list: async (page) => (await run.all(list, page)).map(toAccount),
    any: async () => (await run.first(any, undefined)) !== undefined,
    async rename(accountId, name) {
      await run.change(rename, { accountId, name });
    },
    setEmail: async (accountId, email) => (await run.change(setEmail, { accountId, email })) === 1,
    setAlias: async (accountId, alias) => (await run.change(setAlias, { accountId, alias })) === 1,
    async setRootEnrolment(accountId, enrolment) {
      await run.change(setRootEnrolment, { accountId, enrolment });
    },
    async setSignedFreshFactor(accountId, setting) {
      await run.change(setSignedFreshFactor, { accountId, setting });
    },
    async setRecordsReads(accountId, recordsReads) {
      await run.change(setRecordsReads, { accountId, recordsReads });
    },
    recordingReads: async () =>
      (await run.all(recordingReads, undefined)).map(({ account_id: accountId }) => accountId),
    async raiseEpoch(accountId) {
      await run.change(raiseEpoch, accountId);
    },
  };
}
