import Button from "@cloudscape-design/components/button";
import Header from "@cloudscape-design/components/header";
import SpaceBetween from "@cloudscape-design/components/space-between";
import { useState } from "react";
import { useNavigate } from "react-router";
import type { GroupSummary, Input } from "../../api/types.ts";
import { useQuery } from "../../api/use-query.ts";
import { EmptyState } from "../../components/empty-state.tsx";
import { useFlash } from "../../components/flash.tsx";
import { GatedButton } from "../../components/gated-button.tsx";
import { lazyDialog } from "../../components/lazy-dialog.tsx";
import { type ListPlace, markerOf, useListPlace } from "../../components/list/list-place.ts";
import { ListSearch } from "../../components/list/list-search.tsx";
import { ListTable } from "../../components/list/list-table.tsx";
import { NothingListed } from "../../components/list/nothing-listed.tsx";
import { useListPreferences } from "../../components/list/preferences.ts";
import { Page } from "../../components/page.tsx";
import { useConsole } from "../../context/console-context.tsx";
import { t } from "../../i18n/t.ts";
import { toGroup } from "../../routes.ts";
import { defaultGroupPreferences, groupColumns } from "./config.tsx";

const CreateGroup = lazyDialog(async () => (await import("./create-group.tsx")).CreateGroup);
const none: readonly GroupSummary[] = [];

export function GroupsPage() {
  const { denied } = useConsole();
  const { place, arrange, turnTo, restart } = useListPlace();
  const [preferences, setPreferences] = useListPreferences("groups", defaultGroupPreferences);
  const { data, error, loading, reload } = useQuery(
    "ListGroupSummaries",
    denied["iam:ListGroups"] === undefined ? searchFor(place, preferences.pageSize) : undefined,
  );
  const [creating, setCreating] = useState(false);
  const navigate = useNavigate();
  const flash = useFlash();

  const createButton = (
    <GatedButton
      variant="primary"
      denied={denied["iam:CreateGroup"]}
      onClick={() => setCreating(true)}
    >
      {t("groups.create")}
    </GatedButton>
  );

  return (
    <Page title={t("groups.title")} heading={false} contentType="table">
      <ListTable
        title={t("groups.title")}
        trackBy="groupName"
        columns={groupColumns}
        fixedColumn="groupName"
        rows={data?.groups ?? none}
        list={{
          answer: data,
          loading,
          place,
          onTurn: turnTo,
          preferences,
          onPreferences: (next) => {
            setPreferences(next);
            restart();
          },
          pageSizeLabel: (count) => t("groups.pageSize", { count }),
        }}
        header={
          <Header
            variant="awsui-h1-sticky"
            description={t("groups.description")}
            actions={
              <SpaceBetween direction="horizontal" size="xs">
                <Button iconName="refresh" ariaLabel={t("action.refresh")} onClick={reload} />
                {createButton}
              </SpaceBetween>
            }
          >
            {t("groups.title")}
          </Header>
        }
        filter={
          <ListSearch
            label={t("groups.find")}
            value={place.namePrefix}
            matches={
              place.page === 1 && data?.isTruncated === false ? data.groups.length : undefined
            }
            onChange={(namePrefix) => arrange({ namePrefix })}
          />
        }
        empty={
          <NothingListed
            denied={denied["iam:ListGroups"]}
            error={error}
            onRetry={reload}
            searching={place.namePrefix !== ""}
            onClearSearch={() => arrange({ namePrefix: "" })}
            noMatchText={t("groups.noMatch.text", { prefix: place.namePrefix })}
            empty={
              <EmptyState
                title={t("groups.empty.title")}
                text={t("groups.empty.text")}
                action={createButton}
              />
            }
          />
        }
      />
      {creating ? (
        <CreateGroup
          onCreated={(groupName) => {
            flash.show({ type: "success", content: t("groups.created", { groupName }) });
            void navigate(toGroup(groupName));
          }}
          onDismiss={() => setCreating(false)}
        />
      ) : null}
    </Page>
  );
}

function searchFor(place: ListPlace, maxItems: number): Input<"ListGroupSummaries"> {
  const marker = markerOf(place);
  return {
    maxItems,
    ...(place.namePrefix === "" ? {} : { namePrefix: place.namePrefix }),
    ...(marker === undefined ? {} : { marker }),
  };
}
