import type { Instant, PersonRef, VaultPairingRecord, VaultPairings } from "@sallyport/core";
import type { VaultPairingsTable } from "../database.ts";
import { type Run, statement } from "../statement.ts";

const put = statement<VaultPairingRecord>()(({ db, given }) =>
  db
    .insertInto("vault_pairings")
    .values({
      account_id: given((pairing) => pairing.accountId),
      person_id: given((pairing) => pairing.personId),
      code_hash: given((pairing) => pairing.codeHash),
      expires_at: given((pairing) => pairing.expiresAt),
    })
    .onConflict((conflict) =>
      conflict.columns(["account_id", "person_id"]).doUpdateSet(({ ref }) => ({
        code_hash: ref("excluded.code_hash"),
        expires_at: ref("excluded.expires_at"),
      })),
    ),
);

const find = statement<Uint8Array>()(({ db, given }) =>
  db
    .selectFrom("vault_pairings")
    .selectAll()
    .where(({ and }) => and({ code_hash: given((hash) => hash) })),
);

const findOf = statement<PersonRef>()(({ db, given }) =>
  db
    .selectFrom("vault_pairings")
    .selectAll()
    .where(({ and }) =>
      and({ account_id: given((ref) => ref.accountId), person_id: given((ref) => ref.personId) }),
    ),
);

const take = statement<Uint8Array>()(({ db, given }) =>
  db.deleteFrom("vault_pairings").where(
    "code_hash",
    "=",
    given((hash) => hash),
  ),
);

const removeOf = statement<PersonRef>()(({ db, given }) =>
  db
    .deleteFrom("vault_pairings")
    .where(({ and }) =>
      and({ account_id: given((ref) => ref.accountId), person_id: given((ref) => ref.personId) }),
    ),
);

const sweep = statement<Instant>()(({ db, given }) =>
  db.deleteFrom("vault_pairings").where(
    "expires_at",
    "<=",
    given((now) => now),
  ),
);

function toPairing(row: VaultPairingsTable): VaultPairingRecord {
  return {
    accountId: row.account_id,
    personId: row.person_id,
    codeHash: row.code_hash,
    expiresAt: row.expires_at,
  };
}

export function vaultPairings(run: Run): VaultPairings {
  return {
    async put(pairing) {
      await run.change(put, pairing);
    },
    async find(codeHash) {
      const row = await run.first(find, codeHash);
      return row && toPairing(row);
    },
    async findOf(ref) {
      const row = await run.first(findOf, ref);
      return row && toPairing(row);
    },
    take: async (codeHash) => (await run.change(take, codeHash)) === 1,
    async deleteOf(ref) {
      await run.change(removeOf, ref);
    },
    sweep: (now) => run.change(sweep, now),
  };
}
