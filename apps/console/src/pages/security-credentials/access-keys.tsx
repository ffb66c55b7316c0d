import Box from "@cloudscape-design/components/box";
import SpaceBetween from "@cloudscape-design/components/space-between";
import StatusIndicator from "@cloudscape-design/components/status-indicator";
import Table, { type TableProps } from "@cloudscape-design/components/table";
import type { AccessKeyReference } from "../../api/types.ts";
import { CopyableText } from "../../components/copy.tsx";
import { EmptyState } from "../../components/empty-state.tsx";
import { Instant } from "../../components/instant.tsx";
import { useConsole } from "../../context/console-context.tsx";
import { t } from "../../i18n/t.ts";

const columns: readonly TableProps.ColumnDefinition<AccessKeyReference>[] = [
  {
    id: "id",
    header: t("credentials.keyId"),
    cell: (key) => <CopyableText text={key.accessKeyId} what={t("credentials.copyKeyId")} />,
    isRowHeader: true,
  },
  {
    id: "status",
    header: t("credentials.keyStatus"),
    cell: (key) =>
      key.status === "Active" ? (
        <StatusIndicator type="success">{t("credentials.keyActive")}</StatusIndicator>
      ) : (
        <StatusIndicator type="stopped">{t("credentials.keyInactive")}</StatusIndicator>
      ),
  },
  {
    id: "created",
    header: t("credentials.keyCreated"),
    cell: (key) => <Instant at={key.createDate} />,
  },
];

export function AccessKeys({ keys }: { readonly keys: readonly AccessKeyReference[] }) {
  const { person } = useConsole();
  if (keys.length === 0) {
    return (
      <EmptyState
        title={t("credentials.noKeys")}
        text={t(person.kind === "root" ? "credentials.noKeysRootText" : "credentials.noKeysText")}
      />
    );
  }
  return (
    <SpaceBetween size="m">
      <Box>{t("credentials.keysWhy")}</Box>
      <Table
        variant="embedded"
        items={keys}
        columnDefinitions={columns}
        trackBy="accessKeyId"
        ariaLabels={{ tableLabel: t("credentials.keysTable") }}
      />
    </SpaceBetween>
  );
}
