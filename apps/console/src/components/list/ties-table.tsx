import Header from "@cloudscape-design/components/header";
import SpaceBetween from "@cloudscape-design/components/space-between";
import Table, { type TableProps } from "@cloudscape-design/components/table";
import { type ReactNode, useState } from "react";
import { t } from "../../i18n/t.ts";
import { EmptyState } from "../empty-state.tsx";
import { useFlash } from "../flash.tsx";
import { FormDialog } from "../form-dialog.tsx";
import { GatedButton } from "../gated-button.tsx";
import type { ListPlace } from "./list-place.ts";
import { type ListAnswer, MarkerPagination } from "./marker-pagination.tsx";

interface TiesTableProps<Row> {
  readonly title: string;
  readonly description: string;
  readonly columns: readonly TableProps.ColumnDefinition<Row>[];
  readonly rows: readonly Row[];
  readonly keyOf: (row: Row) => string;
  readonly nameOf: (row: Row) => string;
  /** Rows that are no ties of this thing's own, and so cannot be chosen. */
  readonly isOthers?: (row: Row) => boolean;
  readonly choosing: {
    /** What the boxes of all rows together are called. */
    readonly group: string;
    readonly all: string;
    readonly one: (name: string) => string;
    /** Why nothing can be removed yet. */
    readonly first: string;
  };
  readonly none: { readonly title: string; readonly text: string };
  readonly adding: {
    readonly action: string;
    readonly denied: string | undefined;
    readonly dialog: (ways: TieWays) => ReactNode;
  };
  readonly removing: {
    readonly action: string;
    readonly denied: (chosen: readonly Row[]) => string | undefined;
    readonly title: string;
    readonly text: (names: string) => string;
    readonly remove: (row: Row) => Promise<unknown>;
    readonly done: (count: number) => string;
  };
  /** Where the rows are a page of more; without it they are all there are, and counted. */
  readonly paging?: {
    readonly place: ListPlace;
    readonly answer: ListAnswer | undefined;
    readonly loading: boolean;
    readonly turnTo: (page: number, nextMarker: string | undefined) => void;
  };
  /** Why there are no rows to see, where it is not that there are none. */
  readonly problem?: ReactNode;
  readonly onChanged: () => void;
}

export interface TieWays {
  /** Closes the dialog, says what was done and reads the rows anew. */
  readonly done: (message: string) => void;
  readonly dismiss: () => void;
}

/** What is tied to a thing (the users of a group, the policies of a role): listed, added to, and untied by choosing. */
export function TiesTable<Row>(props: TiesTableProps<Row>) {
  const { rows, nameOf, isOthers, choosing, adding, removing, paging, problem } = props;
  const [chosen, setChosen] = useState<readonly Row[]>([]);
  const [dialog, setDialog] = useState<"add" | "remove">();
  const flash = useFlash();
  const dismiss = () => setDialog(undefined);

  function done(message: string) {
    flash.show({ type: "success", content: message });
    dismiss();
    setChosen([]);
    props.onChanged();
  }

  const addButton = (
    <GatedButton denied={adding.denied} onClick={() => setDialog("add")}>
      {adding.action}
    </GatedButton>
  );
  const mayNotRemove =
    removing.denied(chosen) ?? (chosen.length === 0 ? choosing.first : undefined);

  return (
    <>
      <Table
        trackBy={props.keyOf}
        columnDefinitions={props.columns}
        items={rows}
        loading={paging?.loading === true && paging.answer === undefined}
        loadingText={t("loading.content")}
        selectionType="multi"
        selectedItems={chosen}
        {...(isOthers && { isItemDisabled: isOthers })}
        onSelectionChange={({ detail }) => setChosen(detail.selectedItems)}
        ariaLabels={{
          tableLabel: props.title,
          selectionGroupLabel: choosing.group,
          allItemsSelectionLabel: () => choosing.all,
          itemSelectionLabel: (_, row) => choosing.one(nameOf(row)),
        }}
        header={
          <Header
            variant="h2"
            {...(paging === undefined && { counter: `(${rows.length})` })}
            description={props.description}
            actions={
              <SpaceBetween direction="horizontal" size="xs">
                <GatedButton denied={mayNotRemove} onClick={() => setDialog("remove")}>
                  {removing.action}
                </GatedButton>
                {addButton}
              </SpaceBetween>
            }
          >
            {props.title}
          </Header>
        }
        pagination={
          paging && (
            <MarkerPagination
              place={paging.place}
              answer={paging.answer}
              disabled={paging.loading}
              onTurn={(page, next) => {
                setChosen([]);
                paging.turnTo(page, next);
              }}
            />
          )
        }
        empty={
          problem ?? (
            <EmptyState title={props.none.title} text={props.none.text} action={addButton} />
          )
        }
      />
      {dialog === "add" ? adding.dialog({ done, dismiss }) : null}
      {dialog === "remove" ? (
        <FormDialog
          title={removing.title}
          submitText={removing.action}
          fields={[]}
          onSubmit={async () => {
            for (const row of chosen) await removing.remove(row);
            done(removing.done(chosen.length));
          }}
          onDismiss={dismiss}
        >
          {() => removing.text(chosen.map(nameOf).join(", "))}
        </FormDialog>
      ) : null}
    </>
  );
}
