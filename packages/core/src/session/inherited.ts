// What a session of a role hands on to the role that it assumes next, and what may be added to it.

import type { Caller } from "../caller.ts";
import { IamError } from "../errors.ts";
import type { TagRecord } from "../records.ts";
import { invalidParameter, requireDistinctTags } from "./session-policies.ts";

/** Every role of a chain is looked at with each request of its last session. */
const longestChain = 10;

/** Of a session in all, whether inherited or given with it. */
const mostTags = 50;

/** What a role's session hands on to the role that it assumes next. */
export function inheritedFrom(caller: Caller) {
  if (caller.kind !== "role") return { chain: [], tags: [], sourceIdentity: undefined } as const;
  const { chain, transitiveTagKeys, sourceIdentity } = caller.statement;
  if (chain.length >= longestChain) {
    throw new IamError("ValidationError", `A chain of roles has at most ${longestChain}.`);
  }
  const kept = new Set(transitiveTagKeys.map((key) => key.toLowerCase()));
  const tags = caller.statement.tags.filter(({ key }) => kept.has(key.toLowerCase()));
  return { chain, tags, sourceIdentity };
}

export function mergeTags(
  caller: Caller,
  input: {
    readonly tags?: readonly TagRecord[] | undefined;
    readonly transitiveTagKeys?: readonly string[] | undefined;
    readonly sourceIdentity?: string | undefined;
  },
): { readonly tags: readonly TagRecord[]; readonly transitiveTagKeys: readonly string[] } {
  const { tags: own = [], transitiveTagKeys: transitive = [], sourceIdentity } = input;
  const inherited = inheritedFrom(caller);
  requireDistinctTags(own);
  const ownKeys = new Set(own.map(({ key }) => key.toLowerCase()));
  if (transitive.some((key) => !ownKeys.has(key.toLowerCase()))) {
    throw invalidParameter(
      "The specified transitive tag key must be included in the requested tags.",
    );
  }
  if (inherited.tags.some(({ key }) => ownKeys.has(key.toLowerCase()))) {
    throw invalidParameter(
      "One of the specified transitive tag keys can't be set because it conflicts with a transitive tag key from the calling session.",
    );
  }
  if (
    sourceIdentity !== undefined &&
    inherited.sourceIdentity !== undefined &&
    sourceIdentity !== inherited.sourceIdentity
  ) {
    throw invalidParameter("The source identity of a session cannot be changed.");
  }
  const tags = [...inherited.tags, ...own];
  // The sentence of the schema, which counted only what came with the request: more would not be read back with a principal's tags.
  if (tags.length > mostTags) {
    throw new IamError(
      "ValidationError",
      `1 validation error detected: Value at 'tags' failed to satisfy constraint: Member must have length less than or equal to ${mostTags}`,
    );
  }
  return {
    tags,
    transitiveTagKeys: [...new Set([...inherited.tags.map(({ key }) => key), ...transitive])],
  };
}
