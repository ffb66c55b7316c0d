import type { AccountId, EmailChangeRecord, EmailChanges, Instant } from "@sallyport/core";
import type { EmailChangesTable } from "../database.ts";
import { type Run, statement } from "../statement.ts";

const put = statement<EmailChangeRecord>()(({ db, given }) =>
  db
    .insertInto("email_changes")
    .values({
      account_id: given((change) => change.accountId),
      email: given((change) => change.email),
      code_hash: given((change) => change.codeHash),
      bound_to: given((change) => change.boundTo),
      expires_at: given((change) => change.expiresAt),
    })
    .onConflict((conflict) =>
      conflict.column("account_id").doUpdateSet(({ ref }) => ({
        email: ref("excluded.email"),
        code_hash: ref("excluded.code_hash"),
        bound_to: ref("excluded.bound_to"),
        expires_at: ref("excluded.expires_at"),
      })),
    ),
);

const find = statement<AccountId>()(({ db, given }) =>
  db
    .selectFrom("email_changes")
    .selectAll()
    .where(({ and }) => and({ account_id: given((id) => id) })),
);

const take = statement<{ accountId: AccountId; codeHash: Uint8Array }>()(({ db, given }) =>
  db.deleteFrom("email_changes").where(({ and }) =>
    and({
      account_id: given((taken) => taken.accountId),
      code_hash: given((taken) => taken.codeHash),
    }),
  ),
);

const rebind = statement<{ from: Uint8Array; to: Uint8Array }>()(({ db, given }) =>
  db
    .updateTable("email_changes")
    .set({ bound_to: given((change) => change.to) })
    .where(({ and }) => and({ bound_to: given((change) => change.from) })),
);

const remove = statement<AccountId>()(({ db, given }) =>
  db.deleteFrom("email_changes").where(({ and }) => and({ account_id: given((id) => id) })),
);

const sweep = statement<Instant>()(({ db, given }) =>
  db.deleteFrom("email_changes").where(
    "expires_at",
    "<=",
    given((now) => now),
  ),
);

function toChange(row: EmailChangesTable): EmailChangeRecord {
  return {
    accountId: row.account_id,
    email: row.email,
    codeHash: row.code_hash,
    boundTo: row.bound_to,
    expiresAt: row.expires_at,
  };
}

export function emailChanges(run: Run): EmailChanges {
  return {
    async put(change) {
      await run.change(put, change);
    },
    async find(accountId) {
      const row = await run.first(find, accountId);
      return row && toChange(row);
    },
    take: async (accountId, codeHash) => (await run.change(take, { accountId, codeHash })) === 1,
    async rebind(from, to) {
      await run.change(rebind, { from, to });
    },
    delete: async (accountId) => (await run.change(remove, accountId)) === 1,
    sweep: (now) => run.change(sweep, now),
  };
}
