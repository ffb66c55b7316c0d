import { refusals } from "../errors.ts";
import { finishEnrolment, proveEnrolment, requireEnrolment } from "../mfa/enrolment.ts";
import { isInTime, pairOffset } from "../mfa/learn.ts";
import type { SerialNumber } from "../names.ts";
import { defineOperation, Outcome } from "../operation.ts";
import { code } from "../operations/members.ts";
import { boolean, struct } from "../schema/schema.ts";
import { advance, signInAnswer } from "../session/advance.ts";
import { nextState, requireStep, requireStepStillDue } from "./own-sign-in.ts";

export const finishEnrolmentAtSignIn = defineOperation({
  name: "FinishEnrolmentAtSignIn",
  kind: "ceremony",
  summary:
    "Assigns the device that a sign-in asks for; codes typed in time are the second factor of this very sign-in.",
  readOnly: false,
  callers: ["pending"],
  input: struct({ authenticationCode1: code, authenticationCode2: code }),
  output: struct({ ...signInAnswer.members, signInAgain: boolean }),
  locate: (scope) => requireEnrolment(scope, requireStep(scope.caller, "enrolment").pending.idHash),
  permissions: () => [],
  prove: (scope) => proveEnrolment(scope, scope.found.enrolment),
  run: async (scope) => {
    const { tx, caller, found, proof: step, now } = scope;
    const signIn = requireStep(caller, "enrolment");
    await requireStepStillDue(scope, signIn);
    const { serialNumber } = await finishEnrolment(scope, found.enrolment, found.owner, step);
    const { person, pending } = signIn;
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
