import Box from "@cloudscape-design/components/box";
import Popover from "@cloudscape-design/components/popover";
import SpaceBetween from "@cloudscape-design/components/space-between";
import StatusIndicator from "@cloudscape-design/components/status-indicator";
import type { TableProps } from "@cloudscape-design/components/table";
import type { AccessKeyReference, Denied } from "../../api/types.ts";
import { formatAge } from "../../format.ts";
import { t } from "../../i18n/t.ts";
import { CopyableText } from "../copy.tsx";
import { Instant } from "../instant.tsx";

/** The columns of a table of keys; `denied` says why a last use is not shown. */
export function keyColumns(
  denied: Denied,
): readonly TableProps.ColumnDefinition<AccessKeyReference>[] {
  return [
    {
      id: "id",
      header: t("keys.id"),
      cell: ({ accessKeyId }) => (
        <span className="sp-mono">
          <CopyableText text={accessKeyId} what={t("keys.copyId")} />
        </span>
      ),
      isRowHeader: true,
      minWidth: 230,
    },
    {
      id: "status",
      header: t("keys.status"),
      cell: ({ status }) =>
        status === "Active" ? (
          <StatusIndicator type="success">{t("keys.active")}</StatusIndicator>
        ) : (
          <StatusIndicator type="stopped">{t("keys.inactive")}</StatusIndicator>
        ),
      minWidth: 100,
    },
    {
      id: "lastUsed",
      header: t("keys.lastUsed"),
      cell: (key) => (
        <LastUse lastUsed={key.lastUsed} denied={denied["iam:GetAccessKeyLastUsed"]} />
      ),
      minWidth: 140,
    },
    {
      id: "age",
      header: t("keys.age"),
      cell: ({ createDate }) => <Age createDate={createDate} />,
      minWidth: 90,
    },
    {
      id: "created",
      header: t("keys.created"),
      cell: ({ createDate }) => <Instant at={createDate} />,
      minWidth: 200,
    },
  ];
}

interface LastUseProps {
  readonly lastUsed: AccessKeyReference["lastUsed"] | undefined;
  readonly denied: string | undefined;
}

function LastUse({ lastUsed, denied }: LastUseProps) {
  if (denied !== undefined) {
    return (
      <Popover content={denied} dismissAriaLabel={t("action.close")}>
        {t("keys.hidden")}
      </Popover>
    );
  }
  if (lastUsed === undefined) return t("keys.neverUsed");
  const { date, serviceName, region } = lastUsed;
  return (
    <>
      <Instant at={date} style="ago" />
      <Box variant="small" display="block" color="text-body-secondary">
        {t("keys.lastUsedWhere", { service: serviceName, region })}
      </Box>
    </>
  );
}

const dayMs = 86_400_000;
/** From when on a key is called old: what AWS's own checks take (Config's `access-keys-rotated`). */
const oldDays = 90;

function Age({ createDate }: { readonly createDate: string }) {
  const days = (Date.now() - Date.parse(createDate)) / dayMs;
  if (days < oldDays) return formatAge(days);
  return (
    <SpaceBetween direction="horizontal" size="xs">
      {formatAge(days)}
      <Popover content={t("keys.oldText")} dismissAriaLabel={t("action.close")}>
        <StatusIndicator type="warning">{t("keys.old")}</StatusIndicator>
      </Popover>
    </SpaceBetween>
  );
}
