// What an assertion asks of the session: its name, its length, its tags, whose it is. Each is read as AWS does, and refused in AWS's
// words where they are known.

import { refusals } from "../errors.ts";
import { patterns } from "../names.ts";
import type { AssertionFacts } from "../ports.ts";
import type { TagRecord } from "../records.ts";
import { samlAttributes } from "./judge-assertion.ts";

const { invalidIdentityToken } = refusals;

export interface AssertedSession {
  readonly sessionName: string;
  /** Where the request asks for no length of its own. */
  readonly durationSeconds: number | undefined;
  readonly sourceIdentity: string | undefined;
  readonly tags: readonly TagRecord[];
  readonly transitiveTagKeys: readonly string[];
}

export function readAssertedSession(facts: AssertionFacts): AssertedSession {
  const tags = readTags(facts);
  return {
    sessionName: readSessionName(facts),
    durationSeconds: readDuration(facts),
    sourceIdentity: readSourceIdentity(facts),
    tags,
    transitiveTagKeys: readTransitiveTagKeys(facts, tags),
  };
}

const nameForm = /^[\w+=,.@-]{2,64}$/;

function readSessionName(facts: AssertionFacts): string {
  const name = oneValue(facts, samlAttributes.roleSessionName);
  if (name === undefined)
    throw invalidIdentityToken("RoleSessionName is required in AuthnResponse");
  if (!nameForm.test(name)) {
    throw invalidIdentityToken(
      "RoleSessionName in AuthnResponse must match [a-zA-Z_0-9+=,.@-]{2,64}",
    );
  }
  return name;
}

function readSourceIdentity(facts: AssertionFacts): string | undefined {
  const name = oneValue(facts, samlAttributes.sourceIdentity);
  if (name === undefined) return undefined;
  if (!nameForm.test(name) || name.toLowerCase().startsWith("aws:")) {
    throw invalidIdentityToken(
      'Source Identity must match [a-zA-Z_0-9+=,.@-]{2,64} and not begin with "aws:"',
    );
  }
  return name;
}

const [shortest, longest] = [900, 43_200];

function readDuration(facts: AssertionFacts): number | undefined {
  const text = oneValue(facts, samlAttributes.sessionDuration);
  if (text === undefined) return undefined;
  const seconds = /^\d{1,6}$/.test(text) ? Number(text) : 0;
  if (seconds < shortest || seconds > longest) {
    throw invalidIdentityToken(
      `SessionDuration in AuthnResponse must be a number of seconds from ${shortest} to ${longest}`,
    );
  }
  return seconds;
}

const mostTags = 50;

function readTags(facts: AssertionFacts): readonly TagRecord[] {
  const { principalTag } = samlAttributes;
  const names = [...facts.attributes.keys()].filter((name) => name.startsWith(principalTag));
  if (names.length > mostTags) throw invalidIdentityToken("AuthnResponse has more than 50 tags");
  return names.map((name) => {
    const tag = { key: name.slice(principalTag.length), value: oneValue(facts, name) ?? "" };
    if (!isTag(tag)) throw invalidIdentityToken("A PrincipalTag in AuthnResponse is not valid");
    return tag;
  });
}

/** iam-semantics §1.6; a key that stands for AWS's own is refused where all tags of sessions are. */
function isTag({ key, value }: TagRecord): boolean {
  return (
    key.length > 0 &&
    key.length <= 128 &&
    value.length <= 256 &&
    patterns.tagText.test(key) &&
    patterns.tagText.test(value)
  );
}

function readTransitiveTagKeys(
  facts: AssertionFacts,
  tags: readonly TagRecord[],
): readonly string[] {
  const keys = facts.attributes.get(samlAttributes.transitiveTagKeys) ?? [];
  const given = new Set(tags.map(({ key }) => key.toLowerCase()));
  if (keys.some((key) => !given.has(key.toLowerCase()))) {
    throw invalidIdentityToken(
      "The specified transitive tag key must be included in the requested tags.",
    );
  }
  return [...new Set(keys)];
}

/** Of two values nobody could say which counts. */
function oneValue({ attributes }: AssertionFacts, name: string): string | undefined {
  const [value, second] = attributes.get(name) ?? [];
  if (second !== undefined)
    throw invalidIdentityToken(`${name} in AuthnResponse has more than one value`);
  return value;
}
