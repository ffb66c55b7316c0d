import { IamError, refusals } from "../errors.ts";
import { DAY } from "../instant.ts";
import { proveResync, resyncDevice } from "../mfa/resync-device.ts";
import { pairReach } from "../mfa/search-pair.ts";
import { defineOperation, Outcome } from "../operation.ts";
import { code, nothing, serialNumber } from "../operations/members.ts";
import { optional, struct } from "../schema/schema.ts";
import { chargeAttempt } from "../throttle/charge-attempt.ts";
import { requireStep } from "./own-sign-in.ts";

/** Security rule 10: three tries and one success a day, from a page that anyone with the password reaches. */
const tries = { freeTries: 3, firstWait: DAY, longestWait: DAY, forgetAfter: DAY } as const;
const successes = { freeTries: 1, firstWait: DAY, longestWait: DAY, forgetAfter: DAY } as const;

export const resyncAtSignIn = defineOperation({
  name: "ResyncAtSignIn",
  kind: "ceremony",
  summary:
    "Re-synchronizes a device after the right password; then the sign-in begins again with password and a fresh code.",
  readOnly: false,
  callers: ["pending"],
  input: struct({
    serialNumber: optional(serialNumber),
    authenticationCode1: code,
    authenticationCode2: code,
  }),
  output: nothing,
  locate: async ({ tx, caller, input }) => {
    const { person } = requireStep(caller, "mfa");
    const devices = await tx.devices.listOf(person);
    const named = devices.filter(({ serialNumber }) => serialNumber === input.serialNumber);
    const device = devices.length === 1 && input.serialNumber === undefined ? devices[0] : named[0];
    if (device === undefined) {
      throw new IamError("ValidationError", "Choose the device to re-synchronize.", {
        fields: [{ name: "serialNumber", message: "Choose the device to re-synchronize." }],
      });
    }
    return { device };
  },
  permissions: () => [],
  prove: async (scope) => {
    const { store, caller, found, now, trail } = scope;
    const { person } = requireStep(caller, "mfa");
    trail.event = "ResyncMFADevice";
    const key = `resync:${person.personId}`;
    await chargeAttempt(store, `${key}:tries`, tries, now);
    const pair = await proveResync(scope, found.device, person, pairReach.signInPage);
    await chargeAttempt(store, `${key}:successes`, successes, now);
    return pair;
  },
  run: async (scope) => {
    const { tx, caller, found, proof } = scope;
    const { person, pending } = requireStep(caller, "mfa");
    await resyncDevice(scope, found.device, person, proof);
    if (!(await tx.pendingSignIns.delete(pending.idHash))) throw refusals.signInExpired();
    return new Outcome({}, { pending: "ended" });
  },
  record: { source: "signin", request: ["serialNumber"] },
});
