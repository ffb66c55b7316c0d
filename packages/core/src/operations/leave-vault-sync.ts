import { refusals } from "../errors.ts";
import { defineOperation } from "../operation.ts";
import { struct } from "../schema/schema.ts";
import { removeVaultDevice } from "../vault-sync/end-vault-sync.ts";
import { requireVaultDevice } from "../vault-sync/require-vault-device.ts";
import { nothing } from "./members.ts";

export const leaveVaultSync = defineOperation({
  name: "LeaveVaultSync",
  kind: "device",
  summary: "The device syncs no more. The last one takes the stored vault with it.",
  readOnly: false,
  callers: ["vaultDevice"],
  input: struct({}),
  output: nothing,
  permissions: () => [],
  run: async ({ tx, caller }) => {
    const { device } = requireVaultDevice(caller);
    if (!(await removeVaultDevice(tx, device))) throw refusals.deviceNotPaired();
    return {};
  },
  record: { request: [] },
});
