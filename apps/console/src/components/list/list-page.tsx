import Button from "@cloudscape-design/components/button";
import Header from "@cloudscape-design/components/header";
import SpaceBetween from "@cloudscape-design/components/space-between";
import type { ReactNode } from "react";
import { t } from "../../i18n/t.ts";
import { EmptyState } from "../empty-state.tsx";
import { Page } from "../page.tsx";
import { ListSearch } from "./list-search.tsx";
import { ListTable, type ListTableProps } from "./list-table.tsx";
import type { ListAnswer } from "./marker-pagination.tsx";
import { NothingListed } from "./nothing-listed.tsx";
import type { Listing } from "./use-listing.ts";

interface ListPageProps<Row>
  extends Omit<ListTableProps<Row>, "title" | "rows" | "list" | "header" | "filter" | "empty"> {
  /** The page's texts: `users.title`, `users.find` … */
  readonly words: "credentialReport" | "groups" | "policies" | "roles" | "users";
  readonly listing: Listing<ListAnswer & { readonly total?: number }>;
  /** Of the answer, where there is one. */
  readonly rows: readonly Row[] | undefined;
  /** Behind the title; how many there are, unless something else is to be said. */
  readonly counter?: string | undefined;
  readonly actions?: ReactNode;
  /** The button that adds to the list: it stands last, and where there is nothing yet. */
  readonly add?: ReactNode;
  /** Below the title. */
  readonly notice?: ReactNode;
  /** Beside the search box. */
  readonly narrow?: ReactNode;
  /** Instead of the words for a list with nothing in it. */
  readonly empty?: ReactNode;
  /** Dialogs. */
  readonly children?: ReactNode;
}

/** A page that is one list: its title and buttons, search, table and pages, and a word where there is nothing to show. */
export function ListPage<Row>({
  words,
  listing,
  rows = [],
  counter,
  actions,
  add,
  notice,
  narrow,
  empty,
  children,
  ...table
}: ListPageProps<Row>) {
  const { data, error, loading, reload, denied, place, arrange, turnTo } = listing;
  const title = t(`${words}.title`);
  const counted = counter ?? (data?.total === undefined ? undefined : `(${data.total})`);
  const header = (
    <Header
      variant="awsui-h1-sticky"
      description={t(`${words}.description`)}
      {...(counted !== undefined && { counter: counted })}
      actions={
        <SpaceBetween direction="horizontal" size="xs">
          <Button iconName="refresh" ariaLabel={t("action.refresh")} onClick={reload} />
          {actions}
          {add}
        </SpaceBetween>
      }
    >
      {title}
    </Header>
  );
  const search = (
    <ListSearch
      label={t(`${words}.find`)}
      value={place.namePrefix}
      matches={place.page === 1 && data?.isTruncated === false ? rows.length : undefined}
      onChange={(namePrefix) => arrange({ namePrefix })}
    />
  );
  return (
    <Page title={title} heading={false} contentType="table">
      <ListTable
        {...table}
        title={title}
        rows={rows}
        list={{
          answer: data,
          loading,
          place,
          onTurn: turnTo,
          preferences: listing.preferences,
          onPreferences: listing.prefer,
          pageSizeLabel: (count) => t(`${words}.pageSize`, { count }),
        }}
        header={
          notice === undefined ? (
            header
          ) : (
            <SpaceBetween size="m">
              {header}
              {notice}
            </SpaceBetween>
          )
        }
        filter={
          narrow === undefined ? (
            search
          ) : (
            <div className="sp-list-filter">
              <div>{search}</div>
              {narrow}
            </div>
          )
        }
        empty={
          <NothingListed
            denied={denied}
            error={error}
            onRetry={reload}
            searching={place.namePrefix !== "" && place.filter === undefined}
            onClearSearch={() => arrange({ namePrefix: "" })}
            noMatchText={t(`${words}.noMatch.text`, { prefix: place.namePrefix })}
            empty={
              empty ?? (
                <EmptyState
                  title={t(`${words}.empty.title`)}
                  text={t(`${words}.empty.text`)}
                  action={add}
                />
              )
            }
          />
        }
      />
      {children}
    </Page>
  );
}
