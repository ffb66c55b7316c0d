import Header from "@cloudscape-design/components/header";
import StatusIndicator from "@cloudscape-design/components/status-indicator";
import Table, { type TableProps } from "@cloudscape-design/components/table";
import type { AccessKeyReference } from "../../api/types.ts";
import { EmptyState } from "../../components/empty-state.tsx";
import { Instant } from "../../components/instant.tsx";
import { t } from "../../i18n/t.ts";

const columns: readonly TableProps.ColumnDefinition<AccessKeyReference>[] = [
  {
    id: "accessKeyId",
    header: t("user.credentials.keyId"),
    cell: ({ accessKeyId }) => <span className="sp-mono">{accessKeyId}</span>,
    isRowHeader: true,
    minWidth: 220,
  },
  {
    id: "status",
    header: t("user.credentials.keyStatus"),
    cell: ({ status }) =>
      status === "Active" ? (
        <StatusIndicator type="success">{t("user.credentials.keyActive")}</StatusIndicator>
      ) : (
        <StatusIndicator type="stopped">{t("user.credentials.keyInactive")}</StatusIndicator>
      ),
    minWidth: 110,
  },
  {
    id: "createDate",
    header: t("user.credentials.keyCreated"),
    cell: ({ createDate }) => <Instant at={createDate} />,
    minWidth: 200,
  },
];

interface AccessKeysProps {
  readonly userName: string;
  readonly keys: readonly AccessKeyReference[];
}

export function AccessKeys({ userName, keys }: AccessKeysProps) {
  return (
    <Table
      trackBy="accessKeyId"
      columnDefinitions={columns}
      items={keys}
      ariaLabels={{ tableLabel: t("user.credentials.keys") }}
      header={
        <Header
          variant="h2"
          counter={`(${keys.length})`}
          description={t("user.credentials.keysDescription")}
        >
          {t("user.credentials.keys")}
        </Header>
      }
      empty={
        <EmptyState
          title={t("user.credentials.noKeys.title")}
          text={t("user.credentials.noKeys.text", { userName })}
        />
      }
    />
  );
}
