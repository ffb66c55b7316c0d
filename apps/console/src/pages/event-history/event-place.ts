// What of the event history is shown is in the address, to be shared; the page in the browser's history.

import { useMemo } from "react";
import { useLocation, useNavigate } from "react-router";
import type { Input } from "../../api/types.ts";
import { type ListPlace, parsePlace } from "../../components/list/list-place.ts";

export const attributes = ["eventName", "userName", "accessKeyId"] as const;
/** Parts that need no word to be looked up by. */
export const parts = ["failed", "changes", "reads"] as const;
export const ranges = ["1h", "1d", "7d", "30d", "90d"] as const;

export type Show = (typeof attributes)[number] | (typeof parts)[number];
export type Range = (typeof ranges)[number];

export interface EventSearch {
  readonly show: Show | undefined;
  /** What an attribute must be. */
  readonly value: string;
  /** Undefined: of all times. */
  readonly range: Range | undefined;
}

const HOUR_SECONDS = 3600;
const seconds: Readonly<Record<Range, number>> = {
  "1h": HOUR_SECONDS,
  "1d": 24 * HOUR_SECONDS,
  "7d": 7 * 24 * HOUR_SECONDS,
  "30d": 30 * 24 * HOUR_SECONDS,
  "90d": 90 * 24 * HOUR_SECONDS,
};

/** An address that nobody here wrote shows what of it makes sense. */
export function parseSearch(search: string): EventSearch {
  const query = new URLSearchParams(search);
  const show = query.get("show");
  const range = query.get("range");
  return {
    show: [...attributes, ...parts].find((known) => known === show),
    value: query.get("q") ?? "",
    range: ranges.find((known) => known === range),
  };
}

export function searchText({ show, value, range }: EventSearch): string {
  const query = new URLSearchParams();
  if (show !== undefined) query.set("show", show);
  if (value !== "" && takesValue(show)) query.set("q", value);
  if (range !== undefined) query.set("range", range);
  const text = query.toString();
  return text === "" ? "" : `?${text}`;
}

export function takesValue(show: Show | undefined): boolean {
  return attributes.some((attribute) => attribute === show);
}

/** What the server is asked: all events while the word that they are looked up by is still missing. */
export function inputOf(
  { show, value, range }: EventSearch,
  now: number,
): Pick<Input<"ListEvents">, "attribute" | "value" | "startTime"> {
  const startTime = range && Math.floor(now / 1000) - seconds[range];
  const since = startTime === undefined ? {} : { startTime };
  switch (show) {
    case "eventName":
    case "userName":
    case "accessKeyId":
      return value === "" ? since : { attribute: show, value, ...since };
    case "failed":
      return { attribute: "failed", ...since };
    case "changes":
      return { attribute: "readOnly", value: "false", ...since };
    case "reads":
      return { attribute: "readOnly", value: "true", ...since };
    case undefined:
      return since;
  }
}

/** The search and the page, and how to go to others. */
export function useEventPlace() {
  const { search: query, state } = useLocation();
  const navigate = useNavigate();
  const search = useMemo(() => parseSearch(query), [query]);
  const place: ListPlace = useMemo(() => parsePlace("", state), [state]);
  const look = (part: Partial<EventSearch>) =>
    void navigate({ search: searchText({ ...search, ...part }) }, { replace: true });
  const turnTo = (page: number, nextMarker: string | undefined) => {
    const isNew = page > place.markers.length + 1 && nextMarker !== undefined;
    const markers = isNew ? [...place.markers, nextMarker] : place.markers;
    void navigate({ search: query }, { state: { markers, page } });
  };
  return { search, place, look, turnTo };
}
