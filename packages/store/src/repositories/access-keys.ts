import type { AccessKeyRecord, AccessKeys, PersonRef } from "@sallyport/core";
import type { AccessKeysTable } from "../database.ts";
import { type Run, statement } from "../statement.ts";

const insert = statement<AccessKeyRecord>()(({ db, given }) =>
  db
    .insertInto("access_keys")
    .values({
      account_id: given((key) => key.accountId),
      person_id: given((key) => key.personId),
      access_key_id: given((key) => key.accessKeyId),
      sealed_secret: given((key) => key.sealedSecret),
      status: given((key) => key.status),
      created_at: given((key) => key.createdAt),
    })
    .onConflict((conflict) => conflict.doNothing()),
);

const listOf = statement<PersonRef>()(({ db, given }) =>
  db
    .selectFrom("access_keys")
    .selectAll()
    .where(
      "account_id",
      "=",
      given((ref) => ref.accountId),
    )
    .where(
      "person_id",
      "=",
      given((ref) => ref.personId),
    )
    .orderBy("created_at")
    .orderBy("access_key_id"),
);

const removeOf = statement<PersonRef>()(({ db, given }) =>
  db
    .deleteFrom("access_keys")
    .where(
      "account_id",
      "=",
      given((ref) => ref.accountId),
    )
    .where(
      "person_id",
      "=",
      given((ref) => ref.personId),
    ),
);

function toAccessKey(row: AccessKeysTable): AccessKeyRecord {
  return {
    accountId: row.account_id,
    personId: row.person_id,
    accessKeyId: row.access_key_id,
    sealedSecret: row.sealed_secret,
    status: row.status,
    createdAt: row.created_at,
  };
}

export function accessKeys(run: Run): AccessKeys {
  return {
    insert: async (key) => (await run.change(insert, key)) === 1,
    listOf: async (ref) => (await run.all(listOf, ref)).map(toAccessKey),
    async deleteOf(ref) {
      await run.change(removeOf, ref);
    },
  };
}
