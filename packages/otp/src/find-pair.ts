/**
 * Two consecutive codes prove possession of a device whose clock may be hours off, and tell how far off it is: the
 * resynchronization of RFC 4226 §7.4 and RFC 6238 §6. One code would not do, for in a day either way it turns up by
 * chance once in 170 tries; two in a row, once in 170 million. When a pair is wrong, the same walk says what is wrong.
 */

import { equalText } from "./equal-text.ts";
import { type Digits, hotp, type Mac } from "./hotp.ts";
import { stepsAround } from "./steps-around.ts";

/** How many steps {@link searchPair} walks before it lets the caller breathe: about a millisecond and a half. */
export const stepsPerSlice = 512;

/** Which two codes to look for, in the order in which the person typed them, and where. */
export interface PairSearch {
  readonly mac: Mac;
  readonly code1: string;
  readonly code2: string;
  /** The step looked at first: now, or where the device was last seen. At least 0. */
  readonly centre: number;
  /** How many steps the first code may lie from the centre, either way: 2,880 is a day of 30-second steps. */
  readonly radius: number;
  readonly digits: Digits;
}

/** What a pair of codes turned out to be. A step is the one of the earlier code. */
export type PairFinding =
  /** As it should be: code 1 belongs to `step`, code 2 to the step after it. */
  | { readonly kind: "consecutive"; readonly step: number }
  /** The same code typed twice. Even if two steps in a row shared a code (one in a million), it would prove less than two. */
  | { readonly kind: "identical" }
  /** Both are right, typed in the wrong order: code 2 belongs to `step`, code 1 to the step after it. */
  | { readonly kind: "reversed"; readonly step: number }
  /** Both occur within reach, but not one after the other: a code was skipped, or the first is from long ago. */
  | { readonly kind: "notConsecutive"; readonly step1: number; readonly step2: number }
  /** At least one is no code of this device within reach: mistyped, or from another device. */
  | { readonly kind: "unknown" };

/** Searches to the end in one go: for a small radius, or where nobody else waits. */
export function findPair(search: PairSearch): PairFinding {
  const walk = searchPair(search);
  let turn = walk.next();
  while (!turn.done) turn = walk.next();
  return turn.value;
}

/**
 * Looks for a pair nearest first, computing each step's code once, and yields after every {@link stepsPerSlice} steps, so
 * that a server can answer others meanwhile. It ends at the first consecutive pair; a wrong pair is told only after the
 * whole walk, whatever is wrong with it.
 */
export function* searchPair(search: PairSearch): Generator<void, PairFinding, void> {
  if (search.code1 === search.code2) return { kind: "identical" };

  const seen: Sightings = { step1: undefined, step2: undefined, reversed: undefined };
  let oldest = lookAt(search.centre, search);
  let newest = oldest;
  note(oldest, seen);
  let walked = 1;
  for (const step of stepsAround(search)) {
    // Going outwards from the centre, one code of the next pair is always known from the pair before.
    const isBehind = step < search.centre;
    const fresh = lookAt(isBehind ? step : step + 1, search);
    const [older, newer] = isBehind ? [fresh, oldest] : [newest, fresh];
    if (isBehind) oldest = fresh;
    else newest = fresh;

    if (older.isCode1 && newer.isCode2) return { kind: "consecutive", step };
    if (older.isCode2 && newer.isCode1) seen.reversed ??= step;
    note(fresh, seen);
    if (++walked % stepsPerSlice === 0) yield;
  }
  return diagnose(seen);
}

/** One step, and which of the two typed codes is its own. */
interface Look {
  readonly step: number;
  readonly isCode1: boolean;
  readonly isCode2: boolean;
}

function lookAt(step: number, { mac, digits, code1, code2 }: PairSearch): Look {
  const code = hotp({ mac, counter: step, digits });
  return { step, isCode1: equalText(code, code1), isCode2: equalText(code, code2) };
}

/** Where the codes were met during a walk, each for the first time and so nearest to the centre. */
interface Sightings {
  step1: number | undefined;
  step2: number | undefined;
  reversed: number | undefined;
}

function note({ step, isCode1, isCode2 }: Look, seen: Sightings): void {
  if (isCode1) seen.step1 ??= step;
  if (isCode2) seen.step2 ??= step;
}

function diagnose({ step1, step2, reversed }: Sightings): PairFinding {
  if (reversed !== undefined) return { kind: "reversed", step: reversed };
  if (step1 !== undefined && step2 !== undefined) return { kind: "notConsecutive", step1, step2 };
  return { kind: "unknown" };
}
