import type {
  AccessKeyId,
  AccessKeyRecord,
  AccessKeys,
  AccessKeyUse,
  AccountId,
  PersonRef,
  SignerRecord,
} from "@sallyport/core";
import type { AccessKeysTable, PeopleTable } from "../database.ts";
import { perRow } from "../per-row.ts";
import { type Run, statement } from "../statement.ts";
import { toPerson } from "./person-row.ts";

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
      epoch: given((key) => key.epoch),
      last_used_at: given((key) => key.lastUsed?.at),
      last_used_service: given((key) => key.lastUsed?.service),
      last_used_region: given((key) => key.lastUsed?.region),
    })
    .onConflict((conflict) => conflict.doNothing()),
);

const find = statement<AccessKeyId>()(({ db, given }) =>
  db
    .selectFrom("access_keys")
    .selectAll()
    .where(({ and }) => and({ access_key_id: given((id) => id) })),
);

/** The person's columns have names of their own where both tables have one. */
const findSigner = statement<AccessKeyId>()(({ db, given }) =>
  db
    .selectFrom("access_keys")
    .innerJoin("people", (join) =>
      join
        .onRef("people.account_id", "=", "access_keys.account_id")
        .onRef("people.person_id", "=", "access_keys.person_id"),
    )
    .innerJoin("accounts", "accounts.account_id", "access_keys.account_id")
    .selectAll("access_keys")
    .select([
      "accounts.epoch as account_epoch",
      "people.kind",
      "people.name",
      "people.name_key",
      "people.path",
      "people.created_at as person_created_at",
      "people.password_last_used_at",
      "people.last_active_at",
      "people.epoch as person_epoch",
    ])
    .where(({ and }) => and({ "access_keys.access_key_id": given((id) => id) })),
);

const setStatus = statement<Pick<AccessKeyRecord, "accountId" | "accessKeyId" | "status">>()(
  ({ db, given, whole }) =>
    db
      .updateTable("access_keys")
      .set(({ eb }) => ({
        status: given((change) => change.status),
        epoch: eb(
          "epoch",
          "+",
          whole((change) => (change.status === "Inactive" ? 1 : 0)),
        ),
      }))
      .where(({ and }) =>
        and({
          access_key_id: given((change) => change.accessKeyId),
          account_id: given((change) => change.accountId),
        }),
      ),
);

const markUsed = statement<{ accessKeyId: AccessKeyId; use: AccessKeyUse }>()(({ db, given }) =>
  db
    .updateTable("access_keys")
    .set({
      last_used_at: given(({ use }) => use.at),
      last_used_service: given(({ use }) => use.service),
      last_used_region: given(({ use }) => use.region),
    })
    .where(({ and }) => and({ access_key_id: given(({ accessKeyId }) => accessKeyId) }))
    .where(({ or, eb }) =>
      or([
        eb("last_used_at", "is", null),
        eb(
          "last_used_at",
          "<",
          given(({ use }) => use.at),
        ),
      ]),
    ),
);

const remove = statement<{ accountId: AccountId; accessKeyId: AccessKeyId }>()(({ db, given }) =>
  db.deleteFrom("access_keys").where(({ and }) =>
    and({
      access_key_id: given((key) => key.accessKeyId),
      account_id: given((key) => key.accountId),
    }),
  ),
);

const listOf = statement<PersonRef>()(({ db, given }) =>
  db
    .selectFrom("access_keys")
    .selectAll()
    .where(({ and }) =>
      and({ account_id: given((ref) => ref.accountId), person_id: given((ref) => ref.personId) }),
    )
    .orderBy("created_at")
    .orderBy("access_key_id"),
);

const removeOf = statement<PersonRef>()(({ db, given }) =>
  db
    .deleteFrom("access_keys")
    .where(({ and }) =>
      and({ account_id: given((ref) => ref.accountId), person_id: given((ref) => ref.personId) }),
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
    epoch: row.epoch,
    lastUsed: toUse(row),
  };
}

interface SignerRow extends AccessKeysTable, Omit<PeopleTable, "created_at" | "epoch"> {
  readonly person_created_at: PeopleTable["created_at"];
  readonly person_epoch: number;
  readonly account_epoch: number;
}

const toSigner = perRow((row: SignerRow): SignerRecord => {
  const { person_created_at: created_at, person_epoch: epoch, account_epoch } = row;
  return {
    key: toAccessKey(row),
    person: toPerson({ ...row, created_at, epoch }),
    accountEpoch: account_epoch,
  };
});

function toUse(row: AccessKeysTable): AccessKeyUse | undefined {
  const { last_used_at: at, last_used_service: service, last_used_region: region } = row;
  return at === null || service === null || region === null ? undefined : { at, service, region };
}

export function accessKeys(run: Run): AccessKeys {
  return {
    insert: async (key) => (await run.change(insert, key)) === 1,
    async find(accessKeyId) {
      const row = await run.first(find, accessKeyId);
      return row && toAccessKey(row);
    },
    async findSigner(accessKeyId) {
      const row = await run.first(findSigner, accessKeyId);
      return row && toSigner(row);
    },
    async setStatus(accountId, accessKeyId, status) {
      await run.change(setStatus, { accountId, accessKeyId, status });
    },
    async markUsed(accessKeyId, use) {
      await run.change(markUsed, { accessKeyId, use });
    },
    async delete(accountId, accessKeyId) {
      await run.change(remove, { accountId, accessKeyId });
    },
    listOf: async (ref) => (await run.all(listOf, ref)).map(toAccessKey),
    async deleteOf(ref) {
      await run.change(removeOf, ref);
    },
  };
}
