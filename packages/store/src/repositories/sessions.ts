import type {
  Amr,
  Instant,
  PersonRef,
  SerialNumber,
  SessionRecord,
  Sessions,
} from "@sallyport/core";
import type { SessionsTable } from "../database.ts";
import { type Building, type Run, statement } from "../statement.ts";

const columns = <Input>({ given }: Building<Input>, of: (input: Input) => SessionRecord) => ({
  account_id: given((input) => of(input).accountId),
  person_id: given((input) => of(input).personId),
  id_hash: given((input) => of(input).idHash),
  created_at: given((input) => of(input).createdAt),
  last_seen_at: given((input) => of(input).lastSeenAt),
  expires_at: given((input) => of(input).expiresAt),
  idle_seconds: given((input) => of(input).idleSeconds),
  password_at: given((input) => of(input).passwordAt),
  mfa_at: given((input) => of(input).mfaAuthenticatedAt),
  mfa_serial_number: given((input) => of(input).mfaSerialNumber),
  amr: given((input) => of(input).amr.join(" ")),
  source_address: given((input) => of(input).sourceAddress),
  user_agent: given((input) => of(input).userAgent),
});

const insert = statement<SessionRecord>()((building) =>
  building.db.insertInto("sessions").values(columns(building, (session) => session)),
);

const find = statement<Uint8Array>()(({ db, given }) =>
  db
    .selectFrom("sessions")
    .selectAll()
    .where(({ and }) => and({ id_hash: given((idHash) => idHash) })),
);

const replace = statement<{ oldIdHash: Uint8Array; session: SessionRecord }>()((building) =>
  building.db
    .updateTable("sessions")
    .set(columns(building, ({ session }) => session))
    .where(
      "id_hash",
      "=",
      building.given(({ oldIdHash }) => oldIdHash),
    ),
);

const touch = statement<{ idHash: Uint8Array; at: Instant }>()(({ db, given }) =>
  db
    .updateTable("sessions")
    .set({ last_seen_at: given((seen) => seen.at) })
    .where(({ and }) => and({ id_hash: given((seen) => seen.idHash) })),
);

const listOf = statement<PersonRef>()(({ db, given }) =>
  db
    .selectFrom("sessions")
    .selectAll()
    .where(({ and }) =>
      and({ account_id: given((ref) => ref.accountId), person_id: given((ref) => ref.personId) }),
    )
    .orderBy("created_at", "desc")
    .orderBy("id_hash"),
);

const remove = statement<Uint8Array>()(({ db, given }) =>
  db.deleteFrom("sessions").where(
    "id_hash",
    "=",
    given((idHash) => idHash),
  ),
);

const removeOf = statement<PersonRef & { except: Uint8Array }>()(({ db, given }) =>
  db
    .deleteFrom("sessions")
    .where(({ and }) =>
      and({ account_id: given((ref) => ref.accountId), person_id: given((ref) => ref.personId) }),
    )
    .where(
      "id_hash",
      "<>",
      given((ref) => ref.except),
    ),
);

const withdrawMfa = statement<PersonRef & { serialNumber: SerialNumber }>()(({ db, given }) =>
  db
    .updateTable("sessions")
    .set({ mfa_at: null, mfa_serial_number: null, amr: "pwd" })
    .where(({ and }) =>
      and({
        account_id: given((proof) => proof.accountId),
        person_id: given((proof) => proof.personId),
        mfa_serial_number: given((proof) => proof.serialNumber),
      }),
    ),
);

const sweep = statement<Instant>()(({ db, given }) =>
  db.deleteFrom("sessions").where(
    "expires_at",
    "<=",
    given((now) => now),
  ),
);

function toSession(row: SessionsTable): SessionRecord {
  return {
    accountId: row.account_id,
    personId: row.person_id,
    idHash: row.id_hash,
    createdAt: row.created_at,
    lastSeenAt: row.last_seen_at,
    expiresAt: row.expires_at,
    idleSeconds: row.idle_seconds,
    passwordAt: row.password_at,
    mfaAuthenticatedAt: row.mfa_at ?? undefined,
    mfaSerialNumber: row.mfa_serial_number ?? undefined,
    amr: row.amr === "" ? [] : (row.amr.split(" ") as Amr[]),
    sourceAddress: row.source_address,
    userAgent: row.user_agent,
  };
}

/** No id's hash is empty: "all but none". */
const NONE = new Uint8Array();

export function sessions(run: Run): Sessions {
  return {
    async insert(session) {
      await run.change(insert, session);
    },
    async find(idHash) {
      const row = await run.first(find, idHash);
      return row && toSession(row);
    },
    async replace(oldIdHash, session) {
      return (await run.change(replace, { oldIdHash, session })) === 1;
    },
    async touch(idHash, at) {
      await run.change(touch, { idHash, at });
    },
    listOf: async (ref) => (await run.all(listOf, ref)).map(toSession),
    delete: async (idHash) => (await run.change(remove, idHash)) === 1,
    deleteOf: (ref, except) => run.change(removeOf, { ...ref, except: except ?? NONE }),
    async withdrawMfa(ref, serialNumber) {
      await run.change(withdrawMfa, { ...ref, serialNumber });
    },
    sweep: (now) => run.change(sweep, now),
  };
}
