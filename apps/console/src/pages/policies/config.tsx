import type { TableProps } from "@cloudscape-design/components/table";
import type { PolicySummary } from "../../api/types.ts";
import { AppLink } from "../../components/app-link.tsx";
import { Instant } from "../../components/instant.tsx";
import type { ListPreferences } from "../../components/list/preferences.ts";
import { t } from "../../i18n/t.ts";
import { toPolicy } from "../../routes.ts";

export type PolicyColumn = TableProps.ColumnDefinition<PolicySummary> & {
  readonly id: string;
  readonly header: string;
};

export const policyColumns: readonly PolicyColumn[] = [
  {
    id: "policyName",
    header: t("policies.column.policyName"),
    cell: ({ policyName, policyArn }) => <AppLink href={toPolicy(policyArn)}>{policyName}</AppLink>,
    isRowHeader: true,
    minWidth: 200,
  },
  {
    id: "type",
    header: t("policies.column.type"),
    cell: ({ builtIn }) => t(builtIn ? "policies.builtIn" : "policies.own"),
    minWidth: 100,
  },
  {
    id: "holders",
    header: t("policies.column.holders"),
    cell: ({ holders }) => holders,
    minWidth: 90,
  },
  {
    id: "description",
    header: t("policies.column.description"),
    cell: ({ description }) => description || "–",
    minWidth: 240,
  },
  {
    id: "updateDate",
    header: t("policies.column.updateDate"),
    cell: ({ updateDate, builtIn }) => (builtIn ? "–" : <Instant at={updateDate} />),
    minWidth: 200,
  },
  {
    id: "arn",
    header: t("policies.column.arn"),
    cell: ({ policyArn }) => policyArn,
    minWidth: 240,
  },
];

const shownAtFirst = ["policyName", "type", "holders", "description"];

export const defaultPolicyPreferences: ListPreferences = {
  pageSize: 20,
  wrapLines: true,
  contentDensity: "comfortable",
  contentDisplay: policyColumns.map(({ id }) => ({ id, visible: shownAtFirst.includes(id) })),
};

export const policyTypes = ["All", "AWS", "Local"] as const;
export type PolicyType = (typeof policyTypes)[number];
