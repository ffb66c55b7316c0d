import type { PersonRef, VaultRecord, Vaults } from "@sallyport/core";
import type { VaultsTable } from "../database.ts";
import { type Run, statement } from "../statement.ts";

const find = statement<PersonRef>()(({ db, given }) =>
  db
    .selectFrom("vaults")
    .selectAll()
    .where(({ and }) =>
      and({ account_id: given((ref) => ref.accountId), person_id: given((ref) => ref.personId) }),
    ),
);

const describe = statement<PersonRef>()(({ db, given }) =>
  db
    .selectFrom("vaults")
    .select(["revision", "stored_at as storedAt", "size"])
    .where(({ and }) =>
      and({ account_id: given((ref) => ref.accountId), person_id: given((ref) => ref.personId) }),
    ),
);

const insert = statement<VaultRecord>()(({ db, given }) =>
  db
    .insertInto("vaults")
    .values({
      account_id: given((vault) => vault.accountId),
      person_id: given((vault) => vault.personId),
      revision: given((vault) => vault.revision),
      stored_at: given((vault) => vault.storedAt),
      size: given((vault) => vault.content.byteLength),
      content: given((vault) => vault.content),
    })
    .onConflict((conflict) => conflict.columns(["account_id", "person_id"]).doNothing()),
);

/** Of two that replace the same revision, the second finds it gone: the condition stands on the updated row too. */
const replace = statement<{ vault: VaultRecord; revision: number }>()(({ db, given }) =>
  db
    .updateTable("vaults")
    .set({
      revision: given(({ vault }) => vault.revision),
      stored_at: given(({ vault }) => vault.storedAt),
      size: given(({ vault }) => vault.content.byteLength),
      content: given(({ vault }) => vault.content),
    })
    .where(({ and }) =>
      and({
        account_id: given(({ vault }) => vault.accountId),
        person_id: given(({ vault }) => vault.personId),
        revision: given(({ revision }) => revision),
      }),
    ),
);

const remove = statement<PersonRef>()(({ db, given }) =>
  db
    .deleteFrom("vaults")
    .where(({ and }) =>
      and({ account_id: given((ref) => ref.accountId), person_id: given((ref) => ref.personId) }),
    ),
);

function toVault(row: VaultsTable): VaultRecord {
  return {
    accountId: row.account_id,
    personId: row.person_id,
    revision: row.revision,
    storedAt: row.stored_at,
    content: row.content,
  };
}

export function vaults(run: Run): Vaults {
  return {
    async find(ref) {
      const row = await run.first(find, ref);
      return row && toVault(row);
    },
    describe: (ref) => run.first(describe, ref),
    insert: async (vault) => (await run.change(insert, vault)) === 1,
    replace: async (vault, revision) => (await run.change(replace, { vault, revision })) === 1,
    delete: async (ref) => (await run.change(remove, ref)) === 1,
  };
}
