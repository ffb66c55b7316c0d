import { recordOutcome } from "../audit/record.ts";
import { refusals } from "../errors.ts";
import { finishEnrolment, proveEnrolment, requireEnrolment } from "../mfa/enrolment.ts";
import { isInTime, pairOffset } from "../mfa/learn.ts";
import type { SerialNumber } from "../names.ts";
import { defineOperation, Outcome, type Scope } from "../operation.ts";
import { code, serialNumber } from "../operations/members.ts";
import { removeMFADevice } from "../operations/remove-mfa-device.ts";
import type { DeviceRecord, PersonRecord } from "../records.ts";
import { boolean, optional, struct } from "../schema/schema.ts";
import { advance, signInAnswer } from "../session/advance.ts";
import type { Tx } from "../store.ts";
import { nextState, requireStep, requireStepStillDue } from "./own-sign-in.ts";
import { requireReplaced } from "./replaced-device.ts";

export const finishEnrolmentAtSignIn = defineOperation({
  name: "FinishEnrolmentAtSignIn",
  kind: "ceremony",
  summary:
    "Assigns the device that a sign-in asks for; codes typed in time are the second factor of this very sign-in.",
  readOnly: false,
  callers: ["pending"],
  input: struct({
    authenticationCode1: code,
    authenticationCode2: code,
    /** The device of the person's that the new one takes the place of, where a recovery meets the most there may be. */
    replacedSerialNumber: optional(serialNumber),
  }),
  output: struct({ ...signInAnswer.members, signInAgain: boolean }),
  // The choice is judged before the codes are spent, and again in the transaction that acts on it.
  locate: async (scope) => {
    const signIn = requireStep(scope.caller, "enrolment");
    return {
      ...(await requireEnrolment(scope, signIn.pending.idHash)),
      replaced: await requireReplaced(scope, signIn, scope.input.replacedSerialNumber),
    };
  },
  permissions: () => [],
  prove: (scope) => proveEnrolment(scope, scope.found.enrolment),
  run: async (scope) => {
    const { tx, caller, found, proof: step, now } = scope;
    const signIn = requireStep(caller, "enrolment");
    await requireStepStillDue(scope, signIn);
    const { serialNumber } = await finishEnrolment(scope, found, step, found.replaced);
    const { person, pending } = signIn;
    if (found.replaced !== undefined) await recordRemoval(scope, person, found.replaced);
    // The break-glass code is used up, by root and nobody else.
    if (person.kind === "root") await tx.accounts.setRootEnrolment(person.accountId, undefined);
    // A recovery opens what guesses had closed (security rule 3); that the account requires MFA is none.
    if (pending.recovered || pending.enrolmentCodeGiven) await tx.codeLedgers.clear(person);
    if (!isInTime(pairOffset(step, now))) {
      // Assigned, but the codes were late: the session waits for one that is not.
      if (!(await tx.pendingSignIns.delete(signIn.pending.idHash))) throw refusals.signInExpired();
      const { returnTo } = signIn.pending;
      return new Outcome(
        { next: "mfa" as const, returnTo, signInAgain: true },
        { pending: "ended" as const },
      );
    }
    const proven = { mfaAuthenticatedAt: now, mfaSerialNumber: serialNumber as SerialNumber };
    const { output, effects } = await advance(scope, await nextState(scope, signIn, proven));
    return new Outcome({ ...output, signInAgain: false }, effects);
  },
  record: { source: "signin", request: [] },
});

/** The trail has the removal of a device under one name, whoever looks for it and whatever it was removed with. */
async function recordRemoval(
  scope: Scope<unknown> & { readonly tx: Tx },
  person: PersonRecord,
  { serialNumber }: DeviceRecord,
): Promise<void> {
  const operation = removeMFADevice;
  const trail = { subject: person };
  await recordOutcome({ ...scope, operation, input: { serialNumber }, output: {}, trail });
}
