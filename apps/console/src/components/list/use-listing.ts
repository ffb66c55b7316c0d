import type { Input, Output } from "../../api/types.ts";
import { type Query, useQuery } from "../../api/use-query.ts";
import { type ListPlace, markerOf, useListPlace } from "./list-place.ts";
import { type ListPreferences, useListPreferences } from "./preferences.ts";

/** What answers a page of summaries, searched by the beginning of a name. */
type ListOperation =
  | "ListCredentialSummaries"
  | "ListGroupSummaries"
  | "ListPolicySummaries"
  | "ListRoleSummaries"
  | "ListUserSummaries";

interface ListingOptions<O extends ListOperation> {
  /** Under which the reader's preferences are kept. */
  readonly list: string;
  readonly defaults: ListPreferences;
  /** Why the reader may not see the list, if so: then nothing is asked. */
  readonly denied: string | undefined;
  /** What is asked beside a name's beginning and a page. */
  readonly ask?: (place: ListPlace) => Partial<Input<O>>;
}

/** A list that its reader searches, turns the pages of and arranges. */
export interface Listing<Answer> extends Query<Answer> {
  readonly denied: string | undefined;
  readonly place: ListPlace;
  readonly arrange: ReturnType<typeof useListPlace>["arrange"];
  readonly turnTo: (page: number, nextMarker: string | undefined) => void;
  readonly restart: () => void;
  readonly preferences: ListPreferences;
  readonly prefer: (next: ListPreferences) => void;
}

export function useListing<O extends ListOperation>(
  operation: O,
  { list, defaults, denied, ask }: ListingOptions<O>,
): Listing<Output<O>> {
  const { place, arrange, turnTo, restart } = useListPlace();
  const [preferences, setPreferences] = useListPreferences(list, defaults);
  const marker = markerOf(place);
  const input = {
    maxItems: preferences.pageSize,
    ...(place.namePrefix === "" ? {} : { namePrefix: place.namePrefix }),
    ...(marker === undefined ? {} : { marker }),
    ...ask?.(place),
  } as Input<O>; // every one of these operations takes the three, and its own are `ask`'s
  const query = useQuery(operation, denied === undefined ? input : undefined);
  const prefer = (next: ListPreferences) => {
    setPreferences(next);
    restart();
  };
  return { ...query, denied, place, arrange, turnTo, restart, preferences, prefer };
}
