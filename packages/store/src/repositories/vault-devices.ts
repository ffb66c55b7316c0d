import type { Instant, PersonRef, VaultDeviceRecord, VaultDevices } from "@sallyport/core";
import type { VaultDevicesTable } from "../database.ts";
import { type Run, statement } from "../statement.ts";

const insert = statement<VaultDeviceRecord>()(({ db, given }) =>
  db.insertInto("vault_devices").values({
    account_id: given((device) => device.accountId),
    person_id: given((device) => device.personId),
    device_id: given((device) => device.deviceId),
    token_hash: given((device) => device.tokenHash),
    name: given((device) => device.name),
    paired_at: given((device) => device.pairedAt),
    last_sync_at: given((device) => device.lastSyncAt),
  }),
);

const find = statement<Uint8Array>()(({ db, given }) =>
  db
    .selectFrom("vault_devices")
    .selectAll()
    .where(({ and }) => and({ token_hash: given((hash) => hash) })),
);

const listOf = statement<PersonRef>()(({ db, given }) =>
  db
    .selectFrom("vault_devices")
    .selectAll()
    .where(({ and }) =>
      and({ account_id: given((ref) => ref.accountId), person_id: given((ref) => ref.personId) }),
    )
    .orderBy("paired_at")
    .orderBy("device_id"),
);

const touch = statement<{ tokenHash: Uint8Array; now: Instant }>()(({ db, given }) =>
  db
    .updateTable("vault_devices")
    .set({ last_sync_at: given(({ now }) => now) })
    .where(({ and }) => and({ token_hash: given(({ tokenHash }) => tokenHash) })),
);

const remove = statement<PersonRef & { deviceId: string }>()(({ db, given }) =>
  db.deleteFrom("vault_devices").where(({ and }) =>
    and({
      account_id: given((device) => device.accountId),
      person_id: given((device) => device.personId),
      device_id: given((device) => device.deviceId),
    }),
  ),
);

const removeOf = statement<PersonRef>()(({ db, given }) =>
  db
    .deleteFrom("vault_devices")
    .where(({ and }) =>
      and({ account_id: given((ref) => ref.accountId), person_id: given((ref) => ref.personId) }),
    ),
);

function toDevice(row: VaultDevicesTable): VaultDeviceRecord {
  return {
    accountId: row.account_id,
    personId: row.person_id,
    deviceId: row.device_id,
    tokenHash: row.token_hash,
    name: row.name,
    pairedAt: row.paired_at,
    lastSyncAt: row.last_sync_at ?? undefined,
  };
}

export function vaultDevices(run: Run): VaultDevices {
  return {
    async insert(device) {
      await run.change(insert, device);
    },
    async find(tokenHash) {
      const row = await run.first(find, tokenHash);
      return row && toDevice(row);
    },
    listOf: async (ref) => (await run.all(listOf, ref)).map(toDevice),
    async touch(tokenHash, now) {
      await run.change(touch, { tokenHash, now });
    },
    delete: async ({ accountId, personId }, deviceId) =>
      (await run.change(remove, { accountId, personId, deviceId })) === 1,
    async deleteOf(ref) {
      await run.change(removeOf, ref);
    },
  };
}
