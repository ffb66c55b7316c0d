import { isInSession } from "../caller.ts";
import { refusals } from "../errors.ts";
import { finishEnrolment, proveEnrolment } from "../mfa/enrolment.ts";
import { isInTime, pairOffset } from "../mfa/learn.ts";
import { secondsFromSteps } from "../mfa/seconds.ts";
import type { SerialNumber } from "../names.ts";
import { defineOperation, Outcome } from "../operation.ts";
import { anyText, code } from "../operations/members.ts";
import { boolean, integer, oneOf, struct } from "../schema/schema.ts";
import { rememberBrowser, rotateSession } from "../session/open-session.ts";
import { lifetimes } from "../settings.ts";
import { enrolmentPermissions, locateOwnEnrolment } from "./own-enrolment.ts";

export const finishMFAEnrolment = defineOperation({
  name: "FinishMFAEnrolment",
  kind: "ceremony",
  summary: "Assigns the device of the set-up under way, proven by two consecutive codes.",
  readOnly: false,
  input: struct({ authenticationCode1: code, authenticationCode2: code }),
  output: struct({
    serialNumber: anyText,
    status: oneOf("inSync", "outOfSync"),
    offsetSeconds: integer(-90_000, 90_000),
    sessionUpgraded: boolean,
    signInAgain: boolean,
  }),
  freshFactor: true,
  locate: locateOwnEnrolment,
  permissions: ({ found }) => enrolmentPermissions(found),
  prove: (scope) => proveEnrolment(scope, scope.found.enrolment),
  run: async (scope) => {
    const { caller, found, proof: step, now } = scope;
    if (!isInSession(caller)) throw refusals.sessionExpired();
    const { session } = caller;
    const { serialNumber, first } = await finishEnrolment(scope, found, step);
    const offset = pairOffset(step, now);
    const answer = {
      serialNumber,
      status: isInTime(offset) ? ("inSync" as const) : ("outOfSync" as const),
      offsetSeconds: secondsFromSteps(offset),
    };
    const own = caller.person.personId === found.owner.personId;
    // Security rule 15: one's own first device, a password typed here just now, and codes typed in time prove both factors.
    const upgrade =
      own && first && now - session.passwordAt <= lifetimes.freshFactor && isInTime(offset);
    if (!upgrade) {
      const signInAgain = own && session.mfaAuthenticatedAt === undefined;
      return { ...answer, sessionUpgraded: false, signInAgain };
    }
    const issued = await rotateSession(scope, session, {
      mfaAuthenticatedAt: now,
      mfaSerialNumber: serialNumber as SerialNumber,
    });
    if (issued === undefined) throw refusals.sessionExpired();
    const browser = await rememberBrowser(scope, found.owner);
    return new Outcome(
      { ...answer, sessionUpgraded: true, signInAgain: false },
      { session: issued, browser },
    );
  },
  record: { request: [], response: ["serialNumber", "status", "offsetSeconds"] },
});
