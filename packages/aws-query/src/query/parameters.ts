// A request's parameters as a tree: `Tags.member.1.Key=a` is found under Tags, member, 1, Key. Built once, so that a thousand
// parameters cost a thousand steps whatever they are called.

import { awsRefusals } from "../refusal.ts";
import type { Pair } from "./form.ts";

export interface Parameters {
  readonly value: string | undefined;
  readonly below: ReadonlyMap<string, Parameters>;
}

interface Growing {
  value: string | undefined;
  readonly below: Map<string, Growing>;
}

const grow = (): Growing => ({ value: undefined, below: new Map() });

/** No operation nests deeper than a list of structures; what does is nobody's parameter. */
const deepest = 8;
const longestName = 512;

/** Names are told apart by case, as AWS does. One that is sent twice has no one value. */
export function readParameters(pairs: readonly Pair[]): Parameters {
  const root = grow();
  for (const { name, value } of pairs) {
    if (name === "" || name.length > longestName) continue;
    const parts = name.split(".");
    if (parts.length > deepest) continue;
    const node = parts.reduce((at, part) => {
      const known = at.below.get(part);
      if (known !== undefined) return known;
      const fresh = grow();
      at.below.set(part, fresh);
      return fresh;
    }, root);
    if (node.value !== undefined) throw awsRefusals.sentTwice();
    node.value = value;
  }
  return root;
}
