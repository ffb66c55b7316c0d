import Button from "@cloudscape-design/components/button";
import Header from "@cloudscape-design/components/header";
import Select from "@cloudscape-design/components/select";
import SpaceBetween from "@cloudscape-design/components/space-between";
import { useState } from "react";
import { useNavigate } from "react-router";
import type { Input, PolicySummary } from "../../api/types.ts";
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
import { toCreatePolicy } from "../../routes.ts";
import {
  defaultPolicyPreferences,
  type PolicyType,
  policyColumns,
  policyTypes,
} from "./config.tsx";

const none: readonly PolicySummary[] = [];

export function PoliciesPage() {
  const { denied } = useConsole();
  const { place, arrange, turnTo, restart } = useListPlace();
  const [type, setType] = useState<PolicyType>("All");
  const [preferences, setPreferences] = useListPreferences("policies", defaultPolicyPreferences);
  const { data, error, loading, reload } = useQuery(
    "ListPolicySummaries",
    denied["iam:ListPolicies"] === undefined
      ? searchFor(place, type, preferences.pageSize)
      : undefined,
  );
  const navigate = useNavigate();

  const createButton = (
    <GatedButton
      variant="primary"
      denied={denied["iam:CreatePolicy"]}
      onClick={() => void navigate(toCreatePolicy())}
    >
      {t("policies.create")}
    </GatedButton>
  );

  return (
    <Page title={t("policies.title")} heading={false} contentType="table">
      <ListTable
        title={t("policies.title")}
        trackBy="policyArn"
        columns={policyColumns}
        fixedColumn="policyName"
        rows={data?.policies ?? none}
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
          pageSizeLabel: (count) => t("policies.pageSize", { count }),
        }}
        header={
          <Header
            variant="awsui-h1-sticky"
            description={t("policies.description")}
            actions={
              <SpaceBetween direction="horizontal" size="xs">
                <Button iconName="refresh" ariaLabel={t("action.refresh")} onClick={reload} />
                {createButton}
              </SpaceBetween>
            }
          >
            {t("policies.title")}
          </Header>
        }
        filter={
          <SpaceBetween direction="horizontal" size="xs">
            <ListSearch
              label={t("policies.find")}
              value={place.namePrefix}
              matches={
                place.page === 1 && data?.isTruncated === false ? data.policies.length : undefined
              }
              onChange={(namePrefix) => arrange({ namePrefix })}
            />
            <Select
              ariaLabel={t("policies.type")}
              selectedOption={optionOf(type)}
              options={policyTypes.map(optionOf)}
              onChange={({ detail }) => {
                setType(policyTypes.find((one) => one === detail.selectedOption.value) ?? "All");
                restart();
              }}
            />
          </SpaceBetween>
        }
        empty={
          <NothingListed
            denied={denied["iam:ListPolicies"]}
            error={error}
            onRetry={reload}
            searching={place.namePrefix !== ""}
            onClearSearch={() => arrange({ namePrefix: "" })}
            noMatchText={t("policies.noMatch.text", { prefix: place.namePrefix })}
            empty={
              <EmptyState
                title={t("policies.empty.title")}
                text={t("policies.empty.text")}
                action={createButton}
              />
            }
          />
        }
      />
    </Page>
  );
}

function optionOf(type: PolicyType) {
  return { value: type, label: t(`policies.type.${type}`) };
}

function searchFor(
  place: ListPlace,
  scope: PolicyType,
  maxItems: number,
): Input<"ListPolicySummaries"> {
  const marker = markerOf(place);
  return {
    maxItems,
    scope,
    ...(place.namePrefix === "" ? {} : { namePrefix: place.namePrefix }),
    ...(marker === undefined ? {} : { marker }),
  };
}
