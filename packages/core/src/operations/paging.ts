// Lists are paged by key. A marker is the last key of the page before, behind a keyed digest, so that only our own are taken and
// nobody can ask "what comes after bob" of a list they may not see in full.

import { toHex } from "../bytes.ts";
import { refusals } from "../errors.ts";
import type { Scope } from "../operation.ts";
import type { Ports } from "../ports.ts";
import type { PageRequest } from "../store.ts";

const defaultItems = 100;

interface Paged {
  readonly marker?: string | undefined;
  readonly maxItems?: number | undefined;
}

/** One row more than asked tells whether there is another page. */
export function pageRequest(scope: Scope<Paged>, list: string): PageRequest {
  const { input, ports } = scope;
  return {
    after: input.marker === undefined ? undefined : openMarker(ports, list, input.marker),
    limit: (input.maxItems ?? defaultItems) + 1,
  };
}

export function pageOf<Row>(
  scope: Scope<Paged>,
  list: string,
  rows: readonly Row[],
  keyOf: (row: Row) => string,
  /** Where a list that looks through a bounded number of rows stopped, though its page is not full. */
  stoppedAt?: string,
) {
  const limit = scope.input.maxItems ?? defaultItems;
  const items = rows.slice(0, limit);
  const last = items.at(-1);
  const isTruncated = rows.length > limit || stoppedAt !== undefined;
  const endKey = stoppedAt ?? (last === undefined ? undefined : keyOf(last));
  return {
    items,
    end: {
      isTruncated,
      ...(isTruncated && endKey !== undefined && { marker: makeMarker(scope.ports, list, endKey) }),
    },
  };
}

const macLetters = 16;

function makeMarker(ports: Ports, list: string, key: string): string {
  return `${mac(ports, list, key)}${escapeKey(key)}`;
}

function openMarker(ports: Ports, list: string, marker: string): string {
  const key = unescapeKey(marker.slice(macLetters));
  if (key === undefined || mac(ports, list, key) !== marker.slice(0, macLetters))
    throw refusals.invalidMarker();
  return key;
}

function mac(ports: Ports, list: string, key: string): string {
  const digest = ports.digests.keyed("marker", `${list}\n${key}`);
  return toHex(digest.subarray(0, macLetters / 2));
}

/** Markers are printable ASCII; names already are, tag keys may not be. */
function escapeKey(key: string): string {
  return key.replace(/[^!-$&-~]/gu, encodeURIComponent);
}

function unescapeKey(text: string): string | undefined {
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined;
  }
}
