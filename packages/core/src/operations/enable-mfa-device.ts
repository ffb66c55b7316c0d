import { refusals } from "../errors.ts";
import { locateDevice, locateUser, on, requireDevice, requirePerson } from "../identity/locate.ts";
import { afterAssignment, requireRoomForDevice } from "../mfa/assign-device.ts";
import { assignedBy } from "../mfa/learn.ts";
import { provePair } from "../mfa/prove-pair.ts";
import { pairReach } from "../mfa/search-pair.ts";
import { defineOperation } from "../operation.ts";
import { struct } from "../schema/schema.ts";
import { attemptRules, chargeAttempt } from "../throttle/charge-attempt.ts";
import { code, nothing, serialNumber, userName } from "./members.ts";

export const enableMFADevice = defineOperation({
  name: "EnableMFADevice",
  kind: "aws",
  summary: "Assigns an unassigned virtual MFA device to a user, proven by two consecutive codes.",
  readOnly: false,
  input: struct({ userName, serialNumber, authenticationCode1: code, authenticationCode2: code }),
  output: nothing,
  freshFactor: true,
  locate: async ({ tx, caller, input }) => ({
    user: await locateUser(tx, caller, input.userName),
    device: await locateDevice(tx, caller, input.serialNumber),
  }),
  permissions: ({ found }) => on(found.user, "iam:EnableMFADevice"),
  prove: async (scope) => {
    const { store, ports, now, input, found } = scope;
    const person = requirePerson(found.user);
    const device = requireDevice(found.device);
    if (device.assignment !== undefined) throw refusals.deviceInUse();
    await store.read((tx) => requireRoomForDevice({ ...scope, tx }, person));
    // The search is dear and the seed may be unknown to the caller: tries are counted per device.
    const key = `enable:${device.accountId}:${device.serialNumber}`;
    await chargeAttempt(store, key, attemptRules.secret, now);
    const pair = await provePair({
      store,
      ports,
      now,
      seed: { ...device, mac: ports.seals.otp(device.sealedSeed, device.serialNumber) },
      code1: input.authenticationCode1,
      code2: input.authenticationCode2,
      radius: pairReach.signedIn,
      diagnosis: "brief",
    });
    await store.atomically((tx) => tx.attempts.clear(key));
    return pair;
  },
  run: async (scope) => {
    const { tx, found, proof, now } = scope;
    const person = requirePerson(found.user);
    const device = requireDevice(found.device);
    await requireRoomForDevice(scope, person);
    const assignment = assignedBy({ step: proof.step, personId: person.personId, now });
    if (!(await tx.devices.assign(device.accountId, device.serialNumber, assignment)))
      throw refusals.deviceInUse();
    await afterAssignment(scope, person, device.serialNumber);
    return {};
  },
  record: { request: ["userName", "serialNumber"] },
});
