// Security rule 14 as a table: from what was shown to what comes next, in every combination.

import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { instant } from "../instant.ts";
import type { AccountRecord, LoginProfileRecord, PersonRecord } from "../records.ts";
import { nextStep } from "./next-step.ts";

const now = instant(0);
const yesAndNo = [true, false];

interface Standing {
  readonly root: boolean;
  readonly hasDevice: boolean;
  readonly proven: boolean;
  readonly recovered: boolean;
  /** Break-glass was used: root may do nothing without its code. */
  readonly locked: boolean;
  readonly codeGiven: boolean;
  readonly resetRequired: boolean;
}

function next(standing: Standing) {
  const { root, hasDevice, proven, recovered, locked, codeGiven, resetRequired } = standing;
  return nextStep({
    person: { kind: root ? "root" : "user" } as PersonRecord,
    account: { rootEnrolment: locked ? { expiresAt: now } : undefined } as AccountRecord,
    profile: { resetRequired } as LoginProfileRecord,
    deviceCount: hasDevice ? 1 : 0,
    facts: {
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
            yesAndNo.map((resetRequired) => ({
              root,
              hasDevice,
              proven,
              recovered,
              locked,
              codeGiven,
              resetRequired,
            })),
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

describe("of all 128 standings", () => {
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
    (one) => !one.hasDevice && !one.recovered && !one.resetRequired && !(one.root && one.locked),
  );
});
