// One typed code at sign-in, at step-up and (later) at STS: charged, then compared, then spent. Security rules 1, 2, 3, 7, 11.

import { matchCode, secondsUntilNextStep } from "@sallyport/otp";
import { toHex } from "../bytes.ts";
import { refusals } from "../errors.ts";
import { HOUR, type Instant, SECOND, secondsUntil } from "../instant.ts";
import { notices } from "../mail/notices.ts";
import type { Trail } from "../operation.ts";
import type { Ports } from "../ports.ts";
import type { CodeSource, DeviceRecord, PersonRecord } from "../records.ts";
import type { Settings } from "../settings.ts";
import type { CodeLimits, Store } from "../store.ts";
import { acceptableSteps, isOpenStep } from "./acceptable-steps.ts";
import { secondsFromSteps } from "./seconds.ts";
import { spendSteps } from "./spend-steps.ts";

/** Security rules 2 and 3 in figures. At 300 compared pairs a guesser's chance is 300 in a million: 1 in 3,333. */
export const codeLimits: CodeLimits = {
  cost: 300,
  wrong: 100,
  freeTries: 5,
  firstWait: 30 * SECOND,
  longestWait: 1 * HOUR,
};
const mailAfter = 5;
const passwordChangeAfter = 10;

export interface ProvenCode {
  readonly device: DeviceRecord;
  readonly step: number;
  /** What this attempt was charged, to be refunded with the sign-in's earlier wrong codes. */
  readonly cost: number;
}

export interface CodeAttempt {
  readonly store: Store;
  readonly ports: Ports;
  readonly settings: Settings;
  readonly now: Instant;
  readonly trail: Trail;
  readonly person: PersonRecord;
  /** The person's devices that the code may be from. */
  readonly devices: readonly DeviceRecord[];
  readonly code: string;
  readonly source: CodeSource;
  /** Counts a wrong code to the sign-in it was typed in, so that its success takes it back. */
  readonly onWrong?: (cost: number) => Promise<void>;
}

/** The device and step a code belongs to, spent for good; or a refusal that says whether it was wrong or used. */
export async function proveCode(attempt: CodeAttempt): Promise<ProvenCode> {
  const { settings, now, devices } = attempt;
  const candidates = devices.flatMap((device) =>
    device.assignment === undefined
      ? []
      : [
          {
            device,
            assignment: device.assignment,
            steps: acceptableSteps(device.assignment, now, settings.totpWindow),
          },
        ],
  );
  const cost = candidates.reduce((sum, { steps }) => sum + steps.length, 0);
  const streak = await chargeCode(attempt, cost);

  const matches = candidates.flatMap(({ device, assignment, steps }) => {
    const mac = attempt.ports.seals.otp(device.sealedSeed, device.serialNumber);
    const step = matchCode({ mac, code: attempt.code, candidates: steps, digits: 6 });
    return step === undefined ? [] : [{ device, assignment, step }];
  });
  // A code that fits two devices is spent on both.
  let opened: ProvenCode | undefined;
  let stepsToWait: number | undefined;
  for (const { device, assignment, step } of matches) {
    const unspent =
      isOpenStep(assignment, step, now) && (await spendSteps(attempt.store, device, [step], now));
    if (unspent) opened ??= { device, step, cost };
    else stepsToWait = Math.max(stepsToWait ?? 1, (assignment.unsettled?.fromStep ?? 0) - step);
  }
  if (opened !== undefined) return opened;
  await attempt.onWrong?.(cost);
  await afterWrongCode(attempt, streak);
  // The device's own code, but spent, overtaken by a later one, or too near to the pair of a resync: a later one will do.
  if (stepsToWait !== undefined) {
    const seconds = secondsUntilNextStep(now) + secondsFromSteps(stepsToWait - 1);
    throw refusals.usedCode(seconds, streak);
  }
  throw refusals.wrongCode(streak);
}

/** Charged before compared: answers how many wrong codes in a row this would be, or refuses. */
async function chargeCode(attempt: CodeAttempt, cost: number): Promise<number> {
  const { store, person, source, now } = attempt;
  const charge = await store.atomically((tx) =>
    tx.codeLedgers.charge(person, source, { cost, now, limits: codeLimits }),
  );
  if (!charge.charged) {
    const { waitUntil } = charge.state;
    if (waitUntil !== undefined && waitUntil > now)
      throw refusals.waitForCodes(secondsUntil(waitUntil, now));
    throw refusals.codesClosed();
  }
  return charge.state.streak;
}

/** The owner hears of guesses that know the password, and after ten the password must go. */
async function afterWrongCode(attempt: CodeAttempt, streak: number): Promise<void> {
  const { store, ports, person, now } = attempt;
  if (streak !== mailAfter && streak !== passwordChangeAfter) return;
  await store.transact(async (tx) => {
    if (streak === passwordChangeAfter) return tx.loginProfiles.requireReset(person);
    const account = await tx.accounts.find(person.accountId);
    if (account) await tx.outbox.enqueue(notices.wrongCodes({ ports, account, person, now }));
  });
}

/** Where a code comes from: a browser that completed MFA for this person has a budget of its own. */
export function browserSource(browserHash: Uint8Array | undefined): CodeSource {
  if (browserHash === undefined) return "unknown";
  return `browser:${toHex(browserHash)}`;
}
