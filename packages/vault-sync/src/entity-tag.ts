// A vault's revision as an entity tag (RFC 9110 §8.8.3): strong, for the bytes are the same as long as it is.

export function entityTag(revision: number): string {
  return `"${revision}"`;
}

/** The revision that one strong tag names; undefined where it is none of ours. */
export function revisionOf(tag: string | null): number | undefined {
  const digits = /^"(0|[1-9]\d{0,14})"$/.exec(tag ?? "")?.[1];
  return digits === undefined ? undefined : Number(digits);
}

/** `If-None-Match` of a read: a list, compared weakly (RFC 9110 §13.1.2), for what is in between may have weakened a tag. */
export function matchesTag(header: string | null, revision: number): boolean {
  if (header === null) return false;
  const tags = header.split(",").map((tag) => tag.trim().replace(/^W\//, ""));
  return tags.includes("*") || tags.includes(entityTag(revision));
}
