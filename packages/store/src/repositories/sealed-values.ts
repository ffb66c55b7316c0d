// Whatever the store keeps sealed, place by place, for whoever replaces the key that it is sealed under.

import { type AccessKeyId, type AccountId, arns, type SerialNumber } from "@sallyport/core";
import { type Run, statement } from "../statement.ts";

/** The tables that have sealed values in them. */
export const sealedPlaces = ["devices", "enrolments", "accessKeys", "samlPrivateKeys"] as const;
export type SealedPlace = (typeof sealedPlaces)[number];

export interface SealedValue {
  /** What it is sealed to. */
  readonly rowId: string;
  readonly sealed: Uint8Array;
  /** The row's key, for nobody but these repositories. */
  readonly at: readonly [AccountId | undefined, string | Uint8Array];
}

export interface SealedValues {
  /** The values behind this one, in the order of their rows; from the first on without it. */
  page(
    place: SealedPlace,
    page: { readonly after: SealedValue | undefined; readonly limit: number },
  ): Promise<readonly SealedValue[]>;
  /** Puts another sealed value in the place of this one; not where it is gone or was replaced meanwhile. */
  replace(place: SealedPlace, former: SealedValue, sealed: Uint8Array): Promise<void>;
}

interface Asked<Key> {
  readonly accountId: AccountId;
  readonly key: Key;
  readonly limit: number;
}

interface Change<Key> {
  readonly accountId: AccountId;
  readonly key: Key;
  readonly former: Uint8Array;
  readonly sealed: Uint8Array;
}

const devices = statement<Asked<SerialNumber>>()(({ db, given }) =>
  db
    .selectFrom("devices")
    .select(["account_id", "serial_number", "sealed_seed"])
    .where(({ eb, refTuple, tuple }) =>
      eb(
        refTuple("account_id", "serial_number"),
        ">",
        tuple(
          given(({ accountId }) => accountId),
          given(({ key }) => key),
        ),
      ),
    )
    .orderBy("account_id")
    .orderBy("serial_number")
    .limit(given(({ limit }) => limit)),
);

const replaceDevice = statement<Change<SerialNumber>>()(({ db, given }) =>
  db
    .updateTable("devices")
    .set({ sealed_seed: given(({ sealed }) => sealed) })
    .where(({ and }) =>
      and({
        account_id: given(({ accountId }) => accountId),
        serial_number: given(({ key }) => key),
        sealed_seed: given(({ former }) => former),
      }),
    ),
);

const enrolments = statement<Omit<Asked<Uint8Array>, "accountId">>()(({ db, given }) =>
  db
    .selectFrom("enrolments")
    .select(["account_id", "bound_to", "device_name", "sealed_seed"])
    .where(
      "bound_to",
      ">",
      given(({ key }) => key),
    )
    .orderBy("bound_to")
    .limit(given(({ limit }) => limit)),
);

const replaceEnrolment = statement<Omit<Change<Uint8Array>, "accountId">>()(({ db, given }) =>
  db
    .updateTable("enrolments")
    .set({ sealed_seed: given(({ sealed }) => sealed) })
    .where(({ and }) =>
      and({
        bound_to: given(({ key }) => key),
        sealed_seed: given(({ former }) => former),
      }),
    ),
);

const accessKeys = statement<Omit<Asked<AccessKeyId>, "accountId">>()(({ db, given }) =>
  db
    .selectFrom("access_keys")
    .select(["access_key_id", "sealed_secret"])
    .where(
      "access_key_id",
      ">",
      given(({ key }) => key),
    )
    .orderBy("access_key_id")
    .limit(given(({ limit }) => limit)),
);

const replaceAccessKey = statement<Omit<Change<AccessKeyId>, "accountId">>()(({ db, given }) =>
  db
    .updateTable("access_keys")
    .set({ sealed_secret: given(({ sealed }) => sealed) })
    .where(({ and }) =>
      and({
        access_key_id: given(({ key }) => key),
        sealed_secret: given(({ former }) => former),
      }),
    ),
);

const samlPrivateKeys = statement<Omit<Asked<string>, "accountId">>()(({ db, given }) =>
  db
    .selectFrom("saml_private_keys")
    .select(["key_id", "sealed_key"])
    .where(
      "key_id",
      ">",
      given(({ key }) => key),
    )
    .orderBy("key_id")
    .limit(given(({ limit }) => limit)),
);

const replaceSamlPrivateKey = statement<Omit<Change<string>, "accountId">>()(({ db, given }) =>
  db
    .updateTable("saml_private_keys")
    .set({ sealed_key: given(({ sealed }) => sealed) })
    .where(({ and }) =>
      and({
        key_id: given(({ key }) => key),
        sealed_key: given(({ former }) => former),
      }),
    ),
);

interface Place {
  page(run: Run, after: SealedValue | undefined, limit: number): Promise<readonly SealedValue[]>;
  replace(run: Run, former: SealedValue, sealed: Uint8Array): Promise<unknown>;
}

const beforeAll = { accountId: "" as AccountId, bytes: new Uint8Array() };

/** What a value is sealed to is what the core gave `Seals.seal` for that row. */
const places: Readonly<Record<SealedPlace, Place>> = {
  devices: {
    async page(run, after, limit) {
      const accountId = after?.at[0] ?? beforeAll.accountId;
      const key = (after?.at[1] ?? "") as SerialNumber;
      return (await run.all(devices, { accountId, key, limit })).map((row) => ({
        rowId: row.serial_number,
        sealed: row.sealed_seed,
        at: [row.account_id, row.serial_number],
      }));
    },
    replace: (run, { at, sealed: former }, sealed) =>
      run.change(replaceDevice, {
        accountId: at[0] as AccountId,
        key: at[1] as SerialNumber,
        former,
        sealed,
      }),
  },
  enrolments: {
    async page(run, after, limit) {
      const key = (after?.at[1] ?? beforeAll.bytes) as Uint8Array;
      return (await run.all(enrolments, { key, limit })).map((row) => ({
        rowId: arns.mfaDevice(row.account_id, "/", row.device_name),
        sealed: row.sealed_seed,
        at: [undefined, row.bound_to],
      }));
    },
    replace: (run, { at, sealed: former }, sealed) =>
      run.change(replaceEnrolment, { key: at[1] as Uint8Array, former, sealed }),
  },
  accessKeys: {
    async page(run, after, limit) {
      const key = (after?.at[1] ?? "") as AccessKeyId;
      return (await run.all(accessKeys, { key, limit })).map((row) => ({
        rowId: row.access_key_id,
        sealed: row.sealed_secret,
        at: [undefined, row.access_key_id],
      }));
    },
    replace: (run, { at, sealed: former }, sealed) =>
      run.change(replaceAccessKey, { key: at[1] as AccessKeyId, former, sealed }),
  },
  samlPrivateKeys: {
    async page(run, after, limit) {
      const key = (after?.at[1] ?? "") as string;
      return (await run.all(samlPrivateKeys, { key, limit })).map((row) => ({
        rowId: row.key_id,
        sealed: row.sealed_key,
        at: [undefined, row.key_id],
      }));
    },
    replace: (run, { at, sealed: former }, sealed) =>
      run.change(replaceSamlPrivateKey, { key: at[1] as string, former, sealed }),
  },
};

export function sealedValues(run: Run): SealedValues {
  return {
    page: (place, { after, limit }) => places[place].page(run, after, limit),
    async replace(place, former, sealed) {
      await places[place].replace(run, former, sealed);
    },
  };
}
