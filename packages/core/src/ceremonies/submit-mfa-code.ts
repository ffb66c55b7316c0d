import { refusals } from "../errors.ts";
import { browserSource, proveCode } from "../mfa/prove-code.ts";
import { settleCode } from "../mfa/settle-code.ts";
import { defineOperation } from "../operation.ts";
import { code, serialNumber } from "../operations/members.ts";
import { optional, struct } from "../schema/schema.ts";
import { advance, findKnownBrowser, signInAnswer } from "../session/advance.ts";
import { nextState, requireStep } from "./own-sign-in.ts";

export const submitMFACode = defineOperation({
  name: "SubmitMFACode",
  kind: "ceremony",
  summary: "Checks and spends the code of a sign-in's second step.",
  readOnly: false,
  callers: ["pending"],
  input: struct({ code, serialNumber: optional(serialNumber) }),
  output: signInAnswer,
  locate: async (scope) => {
    const { person } = requireStep(scope.caller, "mfa");
    return {
      devices: await scope.tx.devices.listOf(person),
      browser: await findKnownBrowser(scope, person),
    };
  },
  permissions: () => [],
  prove: async (scope) => {
    const { caller, found, input, store, trail } = scope;
    const { person, pending } = requireStep(caller, "mfa");
    trail.event = "CheckMfa";
    trail.additional = {
      MfaType: found.devices.length > 1 ? "Multiple MFA Devices" : "Virtual MFA",
    };
    const { serialNumber } = input;
    const devices = found.devices.filter(
      (one) => serialNumber === undefined || one.serialNumber === serialNumber,
    );
    if (devices.length === 0) throw refusals.signInExpired();
    const source = browserSource(found.browser);
    const onWrong = (cost: number) =>
      store.atomically((tx) => tx.pendingSignIns.addWrongCode(pending.idHash, cost));
    const proven = await proveCode({
      ...scope,
      person,
      devices,
      code: input.code,
      source,
      onWrong,
    });
    return { ...proven, source };
  },
  run: async (scope) => {
    const { caller, proof, now } = scope;
    const signIn = requireStep(caller, "mfa");
    const { wrongCost, wrongCodes } = signIn.pending;
    // The wrong codes of this very sign-in are taken back, and the charge of this last one, which was right.
    const refund = { cost: wrongCost + proof.cost, wrong: wrongCodes + 1, source: proof.source };
    await settleCode(scope, signIn.person, proof, refund);
    const proven = { mfaAuthenticatedAt: now, mfaSerialNumber: proof.device.serialNumber };
    return advance(scope, await nextState(scope, signIn, proven));
  },
  record: { source: "signin", request: ["serialNumber"] },
});
