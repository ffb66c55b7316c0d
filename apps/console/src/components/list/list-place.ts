import { useCallback, useMemo } from "react";
import { useLocation, useNavigate } from "react-router";

/** Where a reader stands in a list. Search and order are in the address, to be shared; the page in the browser's history. */
export interface ListPlace {
  readonly namePrefix: string;
  readonly sortBy: string | undefined;
  readonly descending: boolean;
  /** What alone is shown, on pages that can show a part. */
  readonly filter?: string | undefined;
  /** The markers of the pages gone through: the n-th begins page n + 1. */
  readonly markers: readonly string[];
  /** The page in view, from 1. */
  readonly page: number;
}

/** The beginning of a list that has no address of its own. */
export const firstPlace: ListPlace = {
  namePrefix: "",
  sortBy: undefined,
  descending: false,
  markers: [],
  page: 1,
};

export function parsePlace(search: string, state: unknown): ListPlace {
  const query = new URLSearchParams(search);
  const sort = query.get("sort") ?? "";
  const { markers, page } = Object(state) as { markers?: unknown; page?: unknown };
  const known = Array.isArray(markers)
    ? markers.filter((marker) => typeof marker === "string")
    : [];
  const asked = typeof page === "number" && Number.isInteger(page) ? page : 1;
  return {
    namePrefix: query.get("q") ?? "",
    sortBy: sort.replace(/^-/, "") || undefined,
    descending: sort.startsWith("-"),
    ...(query.has("show") && { filter: query.get("show") ?? "" }),
    markers: known,
    page: Math.min(Math.max(asked, 1), known.length + 1),
  };
}

/** The query string of a place, "" where it is the list's beginning. */
export function placeSearch({ namePrefix, sortBy, descending, filter }: ListPlace): string {
  const query = new URLSearchParams();
  if (filter !== undefined) query.set("show", filter);
  if (namePrefix !== "") query.set("q", namePrefix);
  if (sortBy !== undefined) query.set("sort", `${descending ? "-" : ""}${sortBy}`);
  const text = query.toString();
  return text === "" ? "" : `?${text}`;
}

/** The marker with which the page in view begins. */
export function markerOf({ markers, page }: ListPlace): string | undefined {
  return page === 1 ? undefined : markers[page - 2];
}

/** The page turned to: one gone through before, or the next one, which begins with this marker. */
export function turned(
  { markers }: ListPlace,
  page: number,
  nextMarker: string | undefined,
): Pick<ListPlace, "markers" | "page"> {
  const isNext = page > markers.length + 1 && nextMarker !== undefined;
  return { markers: isNext ? [...markers, nextMarker] : markers, page };
}

/** A place, and three ways to move: to another search or order (from the first page), to a page, or back to the first. */
export function useListPlace() {
  const { search, state } = useLocation();
  const navigate = useNavigate();
  const place = useMemo(() => parsePlace(search, state), [search, state]);

  const arrange = useCallback(
    (part: Partial<Pick<ListPlace, "namePrefix" | "sortBy" | "descending" | "filter">>) =>
      void navigate({ search: placeSearch({ ...place, ...part }) }, { replace: true }),
    [navigate, place],
  );
  const turnTo = useCallback(
    (page: number, nextMarker: string | undefined) =>
      void navigate({ search }, { state: turned(place, page, nextMarker) }),
    [navigate, place, search],
  );
  const restart = useCallback(
    () => void navigate({ search }, { replace: true }),
    [navigate, search],
  );
  return { place, arrange, turnTo, restart };
}
