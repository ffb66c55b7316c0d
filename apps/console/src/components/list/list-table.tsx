import Table, { type TableProps } from "@cloudscape-design/components/table";
import type { ReactNode } from "react";
import { t } from "../../i18n/t.ts";
import { lazyDialog } from "../lazy-dialog.tsx";
import type { ListPlace } from "./list-place.ts";
import { type ListAnswer, MarkerPagination } from "./marker-pagination.tsx";
import type { ListPreferences } from "./preferences.ts";

const ListPreferencesButton = lazyDialog(
  async () => (await import("./list-preferences.tsx")).ListPreferencesButton,
);

type Column<Row> = TableProps.ColumnDefinition<Row> & {
  readonly id: string;
  readonly header: string;
};

/** What a table of many pages shows of its list, and how a reader moves in it. */
export interface ListInView {
  /** Undefined before the first answer, and where the list may not be read. */
  readonly answer: ListAnswer | undefined;
  readonly loading: boolean;
  readonly place: ListPlace;
  readonly onTurn: (page: number, nextMarker: string | undefined) => void;
  readonly preferences: ListPreferences;
  readonly onPreferences: (next: ListPreferences) => void;
  readonly pageSizeLabel: (count: number) => string;
}

type OfTable =
  | "trackBy"
  | "ariaLabels"
  | "selectionType"
  | "selectedItems"
  | "onSelectionChange"
  | "sortingColumn"
  | "sortingDescending"
  | "onSortingChange";

export interface ListTableProps<Row> extends Pick<TableProps<Row>, OfTable> {
  readonly title: string;
  readonly columns: readonly Column<Row>[];
  /** The column that is always there: what a row is about. */
  readonly fixedColumn: string;
  readonly rows: readonly Row[];
  readonly list: ListInView;
  readonly header: ReactNode;
  readonly filter: ReactNode;
  readonly empty: ReactNode;
}

/** The table that is a page of its own: read page by page, shown as its reader prefers, with the gear to prefer otherwise. */
export function ListTable<Row>({
  title,
  columns,
  fixedColumn,
  rows,
  list,
  ariaLabels,
  ...table
}: ListTableProps<Row>) {
  const { answer, loading, place, onTurn, preferences, onPreferences, pageSizeLabel } = list;
  return (
    <Table
      {...table}
      variant="full-page"
      stickyHeader={true}
      columnDefinitions={columns}
      columnDisplay={preferences.contentDisplay}
      wrapLines={preferences.wrapLines}
      contentDensity={preferences.contentDensity}
      items={rows}
      loading={loading && answer === undefined}
      loadingText={t("loading.content")}
      ariaLabels={{ tableLabel: title, ...ariaLabels }}
      pagination={
        <MarkerPagination place={place} answer={answer} disabled={loading} onTurn={onTurn} />
      }
      preferences={
        <ListPreferencesButton
          preferences={preferences}
          columns={columns.map(({ id, header }) => ({ id, label: header }))}
          fixedColumn={fixedColumn}
          pageSizeLabel={pageSizeLabel}
          onChange={onPreferences}
        />
      }
    />
  );
}
