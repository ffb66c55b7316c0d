// Security rule 14 as a table: from what was shown to what comes next, in every combination.

import assert from "node:assert/strict";
import { describe, test } from "node:test";
import type { MfaDemand } from "../access/require-mfa.ts";
import type { PasswordExpiry } from "../identity/password-expiry.ts";
import { instant } from "../instant.ts";
import type { AccountRecord, LoginProfileRecord, PersonRecord } from "../records.ts";
import { nextStep } from "./next-step.ts";

const now = instant(0);
const yesAndNo = [true, false];
const demands = ["none", "grace", "due"] as const;
const expiries: readonly PasswordExpiry[] = ["none", "soft", "hard"];

interface Standing {
  readonly root: boolean;
  readonly hasDevice: boolean;
  readonly proven: boolean;
  readonly recovered: boolean;
  /** Break-glass was used: root may do nothing without its code. */
  readonly locked: boolean;
  readonly codeGiven: boolean;
  readonly resetRequired: boolean;
  readonly expiry: PasswordExpiry;
  readonly demand: MfaDemand["kind"];
  /** "Skip for now" was pressed. */
  readonly skipped: boolean;
}

function next(standing: Standing) {
  const { root, hasDevice, proven, recovered, locked, codeGiven, resetRequired, expiry } = standing;
  const { demand, skipped } = standing;
  return nextStep({
    person: { kind: root ? "root" : "user" } as PersonRecord,
    account: { rootEnrolment: locked ? { expiresAt: now } : undefined } as AccountRecord,
    profile: { resetRequired } as LoginProfileRecord,
    expiry,
    deviceCount: hasDevice ? 1 : 0,
    demand,
    facts: {
      skipped,
      passwordAt: now,
      mfaAuthenticatedAt: proven ? now : undefined,
      enrolmentCodeGiven: codeGiven,
      recovered,
    },
  });
}

const all: Standing[] = yesAndNo.flatMap((root) =>
  yesAndNo.flatMap((hasDevice) =>
    yesAndNo.flatMap((proven) =>
      yesAndNo.flatMap((recovered) =>
        yesAndNo.flatMap((locked) =>
          yesAndNo.flatMap((codeGiven) =>
            yesAndNo.flatMap((resetRequired) =>
              expiries.flatMap((expiry) =>
                demands.flatMap((demand) =>
                  yesAndNo.map((skipped) => ({
                    root,
                    hasDevice,
                    proven,
                    recovered,
                    locked,
                    codeGiven,
                    resetRequired,
                    expiry,
                    demand,
                    skipped,
                  })),
                ),
              ),
            ),
          ),
        ),
      ),
    ),
  ),
);

const holds = (
  says: string,
  when: (one: Standing) => boolean,
  expected: (one: Standing) => boolean,
) =>
  test(says, () => {
    const cases = all.filter(when);
    assert.ok(cases.length > 0);
    for (const one of cases) assert.ok(expected(one), JSON.stringify({ ...one, next: next(one) }));
  });

describe("of all 2304 standings", () => {
  holds(
    "a device that was not shown is asked for before anything else, unless it was recovered",
    ({ hasDevice, proven, recovered }) => hasDevice && !proven && !recovered,
    (one) => next(one) === "mfa",
  );
  holds(
    "a locked root gets no further without the code",
    ({ root, locked, codeGiven }) => root && locked && !codeGiven,
    (one) => ["mfa", "enrolmentCode"].includes(next(one)),
  );
  holds(
    "nobody gets a session with a password that must be changed",
    ({ resetRequired }) => resetRequired,
    (one) => next(one) !== "done",
  );
  holds(
    "a password that expired is changed before there is a session, and no earlier than the factor is shown",
    ({ expiry, hasDevice, proven, recovered }) =>
      expiry === "soft" && (proven || recovered || !hasDevice),
    (one) => ["newPassword", "enrolmentCode"].includes(next(one)),
  );
  holds(
    "a password that expired for good is never changed by its owner, and opens no session",
    ({ expiry }) => expiry === "hard",
    (one) => ["mfa", "enrolmentCode", "passwordExpired"].includes(next(one)),
  );
  holds(
    "that a password expired is not told before a device was shown",
    ({ hasDevice, proven, recovered }) => hasDevice && !proven && !recovered,
    (one) => next(one) !== "passwordExpired" && next(one) !== "newPassword",
  );
  holds(
    "whoever was recovered enrols a device before there is a session",
    ({ recovered, proven }) => recovered && !proven,
    (one) => next(one) !== "done",
  );
  holds(
    "a locked root enrols a device before there is a session",
    ({ root, locked, proven }) => root && locked && !proven,
    (one) => next(one) !== "done",
  );
  holds(
    "a user is never asked for root's code",
    ({ root }) => !root,
    (one) => next(one) !== "enrolmentCode",
  );
  holds(
    "a second factor that was shown is not asked for again",
    ({ proven }) => proven,
    (one) => next(one) !== "mfa" && next(one) !== "enrolment",
  );
  holds(
    "a password alone is enough only where no device is assigned and nothing else is asked",
    (one) => next(one) === "done" && !one.proven,
    (one) =>
      !one.hasDevice &&
      !one.recovered &&
      !one.resetRequired &&
      one.expiry === "none" &&
      !(one.root && one.locked) &&
      (one.demand === "none" || (one.demand === "grace" && one.skipped)),
  );
  holds(
    "once MFA is due, nothing but a factor opens a session",
    ({ demand, proven }) => demand === "due" && !proven,
    (one) => next(one) !== "done",
  );
});
