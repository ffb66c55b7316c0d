// Two consecutive codes of one seed: found, spent, or refused with what was wrong (security rules 7 and 12).

import type { PairFinding } from "@sallyport/otp";
import { type CodeFault, refusals } from "../errors.ts";
import type { Instant } from "../instant.ts";
import type { AccountId } from "../names.ts";
import type { Mac, Ports } from "../ports.ts";
import type { Store } from "../store.ts";
import { searchPairNear } from "./search-pair.ts";
import { spendSteps } from "./spend-steps.ts";

/** The words for each fault; the wire keeps AWS's one text. */
const faultWords: Readonly<Record<CodeFault, string>> = {
  identical:
    "Both codes are the same. Type one code, wait for the next one, and type that as the second.",
  reversed: "The two codes are in reverse order. Type the older one first.",
  notConsecutive:
    "Both codes are this device's, but not one right after the other. Type two codes in a row.",
  unknown:
    "These are not this device's codes. Check that you read them from the entry you just added, and that the device's clock is right.",
  used: "One of these codes was already used. Wait for a new one, then type two codes in a row.",
  wrong: "That code is not valid.",
};

export interface ProvenPair {
  /** The first code's step; the second's is the one after it. */
  readonly step: number;
}

/** `diagnosis: "full"` only for the session that was shown this very seed. */
export async function provePair(proof: {
  readonly store: Store;
  readonly ports: Ports;
  readonly now: Instant;
  readonly seed: {
    readonly accountId: AccountId;
    readonly seedFingerprint: Uint8Array;
    readonly mac: Mac;
  };
  readonly code1: string;
  readonly code2: string;
  readonly radius: number;
  readonly diagnosis: "full" | "brief";
}): Promise<ProvenPair> {
  const { store, ports, now, seed, code1, code2, radius, diagnosis } = proof;
  const finding = await searchPairNear({
    mac: seed.mac,
    code1,
    code2,
    now,
    radius,
    pause: ports.pause,
  });
  if (finding.kind !== "consecutive") throw refusePair(finding.kind, diagnosis);
  const { step } = finding;
  if (!(await spendSteps(store, seed, [step, step + 1], now))) throw refusePair("used", diagnosis);
  return { step };
}

function refusePair(
  fault: Exclude<PairFinding["kind"], "consecutive"> | "used",
  diagnosis: "full" | "brief",
) {
  const told =
    diagnosis === "full" || fault === "identical" || fault === "reversed" || fault === "used";
  return told ? refusals.invalidPair(fault, faultWords[fault]) : refusals.invalidPair("unknown");
}
