import type { Instant, PendingSignInRecord, PendingSignIns, PersonRef } from "@sallyport/core";
import type { PendingSignInsTable } from "../database.ts";
import { type Building, type Run, statement } from "../statement.ts";

const columns = <Input>({ given }: Building<Input>, of: (input: Input) => PendingSignInRecord) => ({
  account_id: given((input) => of(input).accountId),
  person_id: given((input) => of(input).personId),
  id_hash: given((input) => of(input).idHash),
  step: given((input) => of(input).step),
  expires_at: given((input) => of(input).expiresAt),
  password_at: given((input) => of(input).passwordAt),
  mfa_at: given((input) => of(input).mfaAuthenticatedAt),
  mfa_serial_number: given((input) => of(input).mfaSerialNumber),
  return_to: given((input) => of(input).returnTo),
  wrong_codes: given((input) => of(input).wrongCodes),
  wrong_cost: given((input) => of(input).wrongCost),
  enrolment_code_given: given((input) => of(input).enrolmentCodeGiven),
  recovered: given((input) => of(input).recovered),
});

const insert = statement<PendingSignInRecord>()((building) =>
  building.db.insertInto("pending_sign_ins").values(columns(building, (pending) => pending)),
);

const find = statement<Uint8Array>()(({ db, given }) =>
  db
    .selectFrom("pending_sign_ins")
    .selectAll()
    .where(({ and }) => and({ id_hash: given((idHash) => idHash) })),
);

const replace = statement<{ oldIdHash: Uint8Array; next: PendingSignInRecord }>()((building) =>
  building.db
    .updateTable("pending_sign_ins")
    .set(columns(building, ({ next }) => next))
    .where(
      "id_hash",
      "=",
      building.given(({ oldIdHash }) => oldIdHash),
    ),
);

const addWrongCode = statement<{ idHash: Uint8Array; cost: number }>()(({ db, given }) =>
  db
    .updateTable("pending_sign_ins")
    .set(({ eb }) => ({
      wrong_codes: eb("wrong_codes", "+", 1),
      wrong_cost: eb(
        "wrong_cost",
        "+",
        given((wrong) => wrong.cost),
      ),
    }))
    .where(({ and }) => and({ id_hash: given((wrong) => wrong.idHash) })),
);

const markRecovered = statement<Uint8Array>()(({ db, given }) =>
  db
    .updateTable("pending_sign_ins")
    .set({ recovered: 1 })
    .where(({ and }) => and({ id_hash: given((idHash) => idHash) })),
);

const remove = statement<Uint8Array>()(({ db, given }) =>
  db.deleteFrom("pending_sign_ins").where(
    "id_hash",
    "=",
    given((idHash) => idHash),
  ),
);

const removeOf = statement<PersonRef & { except: Uint8Array }>()(({ db, given }) =>
  db
    .deleteFrom("pending_sign_ins")
    .where(({ and }) =>
      and({ account_id: given((ref) => ref.accountId), person_id: given((ref) => ref.personId) }),
    )
    .where(
      "id_hash",
      "<>",
      given((ref) => ref.except),
    ),
);

const sweep = statement<Instant>()(({ db, given }) =>
  db.deleteFrom("pending_sign_ins").where(
    "expires_at",
    "<=",
    given((now) => now),
  ),
);

function toPending(row: PendingSignInsTable): PendingSignInRecord {
  return {
    accountId: row.account_id,
    personId: row.person_id,
    idHash: row.id_hash,
    step: row.step,
    expiresAt: row.expires_at,
    passwordAt: row.password_at,
    mfaAuthenticatedAt: row.mfa_at ?? undefined,
    mfaSerialNumber: row.mfa_serial_number ?? undefined,
    returnTo: row.return_to,
    wrongCodes: row.wrong_codes,
    wrongCost: row.wrong_cost,
    enrolmentCodeGiven: row.enrolment_code_given === 1,
    recovered: row.recovered === 1,
  };
}

/** No id: every one differs from it. */
const NONE = new Uint8Array();

export function pendingSignIns(run: Run): PendingSignIns {
  return {
    async insert(pending) {
      await run.change(insert, pending);
    },
    async find(idHash) {
      const row = await run.first(find, idHash);
      return row && toPending(row);
    },
    async replace(oldIdHash, next) {
      return (await run.change(replace, { oldIdHash, next })) === 1;
    },
    async addWrongCode(idHash, cost) {
      await run.change(addWrongCode, { idHash, cost });
    },
    markRecovered: async (idHash) => (await run.change(markRecovered, idHash)) === 1,
    delete: async (idHash) => (await run.change(remove, idHash)) === 1,
    async deleteOf(ref, except) {
      await run.change(removeOf, { ...ref, except: except ?? NONE });
    },
    sweep: (now) => run.change(sweep, now),
  };
}
