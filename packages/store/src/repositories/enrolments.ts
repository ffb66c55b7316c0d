import type { EnrolmentRecord, Enrolments, Instant, PersonRef } from "@sallyport/core";
import type { EnrolmentsTable } from "../database.ts";
import { type Run, statement } from "../statement.ts";

const put = statement<EnrolmentRecord>()(({ db, given }) =>
  db
    .insertInto("enrolments")
    .values({
      account_id: given((enrolment) => enrolment.accountId),
      person_id: given((enrolment) => enrolment.personId),
      bound_to: given((enrolment) => enrolment.boundTo),
      device_name: given((enrolment) => enrolment.deviceName),
      sealed_seed: given((enrolment) => enrolment.sealedSeed),
      seed_fingerprint: given((enrolment) => enrolment.seedFingerprint),
      expires_at: given((enrolment) => enrolment.expiresAt),
      attempts: given((enrolment) => enrolment.attempts),
    })
    .onConflict((conflict) =>
      conflict.column("bound_to").doUpdateSet(({ ref }) => ({
        account_id: ref("excluded.account_id"),
        person_id: ref("excluded.person_id"),
        device_name: ref("excluded.device_name"),
        sealed_seed: ref("excluded.sealed_seed"),
        seed_fingerprint: ref("excluded.seed_fingerprint"),
        expires_at: ref("excluded.expires_at"),
        attempts: ref("excluded.attempts"),
      })),
    ),
);

const find = statement<Uint8Array>()(({ db, given }) =>
  db
    .selectFrom("enrolments")
    .selectAll()
    .where(({ and }) => and({ bound_to: given((boundTo) => boundTo) })),
);

const chargeAttempt = statement<{ boundTo: Uint8Array; limit: number }>()(({ db, given }) =>
  db
    .updateTable("enrolments")
    .set(({ eb }) => ({ attempts: eb("attempts", "+", 1) }))
    .where(({ and }) => and({ bound_to: given((charge) => charge.boundTo) }))
    .where(
      "attempts",
      "<",
      given((charge) => charge.limit),
    ),
);

const rebind = statement<{ from: Uint8Array; to: Uint8Array }>()(({ db, given }) =>
  db
    .updateTable("enrolments")
    .set({ bound_to: given((change) => change.to) })
    .where(({ and }) => and({ bound_to: given((change) => change.from) })),
);

const remove = statement<Uint8Array>()(({ db, given }) =>
  db.deleteFrom("enrolments").where(
    "bound_to",
    "=",
    given((boundTo) => boundTo),
  ),
);

const removeFor = statement<PersonRef>()(({ db, given }) =>
  db
    .deleteFrom("enrolments")
    .where(({ and }) =>
      and({ account_id: given((ref) => ref.accountId), person_id: given((ref) => ref.personId) }),
    ),
);

const sweep = statement<Instant>()(({ db, given }) =>
  db.deleteFrom("enrolments").where(
    "expires_at",
    "<",
    given((before) => before),
  ),
);

function toEnrolment(row: EnrolmentsTable): EnrolmentRecord {
  return {
    accountId: row.account_id,
    boundTo: row.bound_to,
    personId: row.person_id,
    deviceName: row.device_name,
    sealedSeed: row.sealed_seed,
    seedFingerprint: row.seed_fingerprint,
    expiresAt: row.expires_at,
    attempts: row.attempts,
  };
}

export function enrolments(run: Run): Enrolments {
  return {
    async put(enrolment) {
      await run.change(put, enrolment);
    },
    async find(boundTo) {
      const row = await run.first(find, boundTo);
      return row && toEnrolment(row);
    },
    async chargeAttempt(boundTo, limit) {
      return (await run.change(chargeAttempt, { boundTo, limit })) === 1;
    },
    async rebind(from, to) {
      await run.change(rebind, { from, to });
    },
    delete: async (boundTo) => (await run.change(remove, boundTo)) === 1,
    async deleteFor(ref) {
      await run.change(removeFor, ref);
    },
    sweep: (before) => run.change(sweep, before),
  };
}
