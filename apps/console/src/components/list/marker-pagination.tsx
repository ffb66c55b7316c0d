import Pagination from "@cloudscape-design/components/pagination";
import type { ListPlace } from "./list-place.ts";

/** What every list's answer tells of the page after it. */
export interface ListAnswer {
  readonly isTruncated: boolean;
  readonly marker?: string | undefined;
}

interface MarkerPaginationProps {
  readonly place: ListPlace;
  readonly answer: ListAnswer | undefined;
  readonly disabled: boolean;
  readonly onTurn: (page: number, nextMarker: string | undefined) => void;
}

/** Paging by markers: to any page gone through, and to the next. */
export function MarkerPagination({ place, answer, disabled, onTurn }: MarkerPaginationProps) {
  return (
    <Pagination
      currentPageIndex={place.page}
      pagesCount={place.markers.length + 1}
      openEnd={answer?.isTruncated ?? false}
      disabled={disabled}
      onChange={({ detail }) => onTurn(detail.currentPageIndex, answer?.marker)}
    />
  );
}
