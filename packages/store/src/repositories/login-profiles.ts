import type { LoginProfileRecord, LoginProfiles, PersonRef } from "@sallyport/core";
import type { LoginProfilesTable } from "../database.ts";
import { type Run, statement } from "../statement.ts";

const insert = statement<LoginProfileRecord>()(({ db, given }) =>
  db
    .insertInto("login_profiles")
    .values({
      account_id: given((profile) => profile.accountId),
      person_id: given((profile) => profile.personId),
      phc: given((profile) => profile.phc),
      created_at: given((profile) => profile.createdAt),
      changed_at: given((profile) => profile.changedAt),
      reset_required: given((profile) => profile.resetRequired),
      reset_by_mail: given((profile) => profile.resetByMail),
    })
    .onConflict((conflict) => conflict.doNothing()),
);

const find = statement<PersonRef>()(({ db, given }) =>
  db
    .selectFrom("login_profiles")
    .selectAll()
    .where(({ and }) =>
      and({ account_id: given((ref) => ref.accountId), person_id: given((ref) => ref.personId) }),
    ),
);

const update = statement<LoginProfileRecord>()(({ db, given }) =>
  db
    .updateTable("login_profiles")
    .set({
      phc: given((profile) => profile.phc),
      created_at: given((profile) => profile.createdAt),
      changed_at: given((profile) => profile.changedAt),
      reset_required: given((profile) => profile.resetRequired),
      reset_by_mail: given((profile) => profile.resetByMail),
    })
    .where(({ and }) =>
      and({
        account_id: given((profile) => profile.accountId),
        person_id: given((profile) => profile.personId),
      }),
    ),
);

const rehash = statement<PersonRef & { from: string; to: string }>()(({ db, given }) =>
  db
    .updateTable("login_profiles")
    .set({ phc: given((change) => change.to) })
    .where(({ and }) =>
      and({
        account_id: given((change) => change.accountId),
        person_id: given((change) => change.personId),
        phc: given((change) => change.from),
      }),
    ),
);

const requireReset = statement<PersonRef>()(({ db, given }) =>
  db
    .updateTable("login_profiles")
    .set({ reset_required: 1 })
    .where(({ and }) =>
      and({ account_id: given((ref) => ref.accountId), person_id: given((ref) => ref.personId) }),
    ),
);

const clearResetByMail = statement<PersonRef>()(({ db, given }) =>
  db
    .updateTable("login_profiles")
    .set({ reset_by_mail: 0 })
    .where(({ and }) =>
      and({ account_id: given((ref) => ref.accountId), person_id: given((ref) => ref.personId) }),
    ),
);

const remove = statement<PersonRef>()(({ db, given }) =>
  db
    .deleteFrom("login_profiles")
    .where(({ and }) =>
      and({ account_id: given((ref) => ref.accountId), person_id: given((ref) => ref.personId) }),
    ),
);

function toProfile(row: LoginProfilesTable): LoginProfileRecord {
  return {
    accountId: row.account_id,
    personId: row.person_id,
    phc: row.phc,
    createdAt: row.created_at,
    changedAt: row.changed_at,
    resetRequired: row.reset_required === 1,
    resetByMail: row.reset_by_mail === 1,
  };
}

export function loginProfiles(run: Run): LoginProfiles {
  return {
    insert: async (profile) => (await run.change(insert, profile)) === 1,
    async find(ref) {
      const row = await run.first(find, ref);
      return row && toProfile(row);
    },
    update: async (profile) => (await run.change(update, profile)) === 1,
    rehash: async (ref, change) => (await run.change(rehash, { ...ref, ...change })) === 1,
    async requireReset(ref) {
      await run.change(requireReset, ref);
    },
    async clearResetByMail(ref) {
      await run.change(clearResetByMail, ref);
    },
    delete: async (ref) => (await run.change(remove, ref)) === 1,
  };
}
