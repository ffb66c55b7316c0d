import Button from "@cloudscape-design/components/button";
import Header from "@cloudscape-design/components/header";
import SpaceBetween from "@cloudscape-design/components/space-between";
import { useNavigate } from "react-router";
import type { Input, RoleSummary } from "../../api/types.ts";
import { useQuery } from "../../api/use-query.ts";
import { EmptyState } from "../../components/empty-state.tsx";
import { GatedButton } from "../../components/gated-button.tsx";
import { type ListPlace, markerOf, useListPlace } from "../../components/list/list-place.ts";
import { ListSearch } from "../../components/list/list-search.tsx";
import { ListTable } from "../../components/list/list-table.tsx";
import { NothingListed } from "../../components/list/nothing-listed.tsx";
import { useListPreferences } from "../../components/list/preferences.ts";
import { Page } from "../../components/page.tsx";
import { useConsole } from "../../context/console-context.tsx";
import { t } from "../../i18n/t.ts";
import { toCreateRole } from "../../routes.ts";
import { defaultRolePreferences, roleColumns } from "./config.tsx";

const none: readonly RoleSummary[] = [];

export function RolesPage() {
  const { denied, accountId } = useConsole();
  const { place, arrange, turnTo, restart } = useListPlace();
  const [preferences, setPreferences] = useListPreferences("roles", defaultRolePreferences);
  const { data, error, loading, reload } = useQuery(
    "ListRoleSummaries",
    denied["iam:ListRoles"] === undefined ? searchFor(place, preferences.pageSize) : undefined,
  );
  const navigate = useNavigate();
  const columns = roleColumns(accountId);

  const createButton = (
    <GatedButton
      variant="primary"
      denied={denied["iam:CreateRole"]}
      onClick={() => void navigate(toCreateRole())}
    >
      {t("roles.create")}
    </GatedButton>
  );

  return (
    <Page title={t("roles.title")} heading={false} contentType="table">
      <ListTable
        title={t("roles.title")}
        trackBy="roleName"
        columns={columns}
        fixedColumn="roleName"
        rows={data?.roles ?? none}
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
          pageSizeLabel: (count) => t("roles.pageSize", { count }),
        }}
        header={
          <Header
            variant="awsui-h1-sticky"
            counter={data === undefined ? "" : `(${data.total})`}
            description={t("roles.description")}
            actions={
              <SpaceBetween direction="horizontal" size="xs">
                <Button iconName="refresh" ariaLabel={t("action.refresh")} onClick={reload} />
                {createButton}
              </SpaceBetween>
            }
          >
            {t("roles.title")}
          </Header>
        }
        filter={
          <ListSearch
            label={t("roles.find")}
            value={place.namePrefix}
            matches={
              place.page === 1 && data?.isTruncated === false ? data.roles.length : undefined
            }
            onChange={(namePrefix) => arrange({ namePrefix })}
          />
        }
        empty={
          <NothingListed
            denied={denied["iam:ListRoles"]}
            error={error}
            onRetry={reload}
            searching={place.namePrefix !== ""}
            onClearSearch={() => arrange({ namePrefix: "" })}
            noMatchText={t("roles.noMatch.text", { prefix: place.namePrefix })}
            empty={
              <EmptyState
                title={t("roles.empty.title")}
                text={t("roles.empty.text")}
                action={createButton}
              />
            }
          />
        }
      />
    </Page>
  );
}

function searchFor(place: ListPlace, maxItems: number): Input<"ListRoleSummaries"> {
  const marker = markerOf(place);
  return {
    maxItems,
    ...(place.namePrefix === "" ? {} : { namePrefix: place.namePrefix }),
    ...(marker === undefined ? {} : { marker }),
  };
}
