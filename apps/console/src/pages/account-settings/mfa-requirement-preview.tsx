import Alert from "@cloudscape-design/components/alert";
import Box from "@cloudscape-design/components/box";
import Button from "@cloudscape-design/components/button";
import SpaceBetween from "@cloudscape-design/components/space-between";
import Table from "@cloudscape-design/components/table";
import { useState } from "react";
import { call } from "../../api/client.ts";
import type { Input, Output } from "../../api/types.ts";
import { useQuery } from "../../api/use-query.ts";
import { Instant } from "../../components/instant.tsx";
import { PageLoading } from "../../components/page-loading.tsx";
import { Problem } from "../../components/problem.tsx";
import { useAction } from "../../components/use-action.ts";
import { t } from "../../i18n/t.ts";

type Preview = Output<"PreviewMFARequirement">;
type Row = Preview["users"][number];

/** Whom these settings would shut out, and from when on. */
export function MfaRequirementPreview(props: { readonly settings: Input<"PutMFARequirement"> }) {
  const { settings } = props;
  const { data, error, reload } = useQuery("PreviewMFARequirement", settings);
  const [further, setFurther] = useState<Pick<Preview, "users" | "marker">>();
  const { busy, error: moreError, run } = useAction();
  if (error !== undefined) return <Problem error={error} onRetry={reload} />;
  if (data === undefined) return <PageLoading />;
  const { counts, root } = data;
  const rows = [...rootRow(data), ...data.users, ...(further?.users ?? [])];
  const marker = further === undefined ? data.marker : further.marker;

  return (
    <SpaceBetween size="m">
      {data.selfHasMFA ? null : <Alert type="error">{t("requireMfa.selfWarning")}</Alert>}
      {root?.hasDevice === false ? (
        <Alert type="warning">{t("requireMfa.rootWarning")}</Alert>
      ) : null}
      <div>
        {t("requireMfa.counts", {
          users: counts.usersWithoutDevice,
          passwordless: counts.withoutPassword,
          keys: counts.accessKeys + (root?.keys.length ?? 0),
        })}{" "}
        {counts.complete ? null : t("requireMfa.countsPart")}
      </div>
      <div>
        {t("requireMfa.graceEnds")} <Instant at={data.graceEndsAt} />
      </div>
      <Box color="text-body-secondary">
        {t("requireMfa.previewText")} {t("requireMfa.confirmNote")}
      </Box>
      <Table
        variant="embedded"
        items={rows}
        trackBy="userName"
        empty={t("requireMfa.nobody")}
        ariaLabels={{ tableLabel: t("requireMfa.previewTitle") }}
        columnDefinitions={columns}
      />
      {moreError === undefined ? null : <Problem error={moreError} />}
      {marker === undefined ? null : (
        <Button
          formAction="none"
          loading={busy}
          onClick={() =>
            run(async () => {
              const next = await call("PreviewMFARequirement", { ...settings, marker });
              setFurther((before) => ({
                users: [...(before?.users ?? []), ...next.users],
                marker: next.marker,
              }));
            })
          }
        >
          {t("requireMfa.more")}
        </Button>
      )}
    </SpaceBetween>
  );
}

/** Only where root has something to lose. */
function rootRow({ root }: Preview): readonly Row[] {
  if (root === undefined || (root.hasDevice && root.keys.length === 0)) return [];
  return [{ userName: t("requireMfa.root"), consoleAccess: true, ...root }];
}

const columns = [
  { id: "user", header: t("requireMfa.user"), cell: (row: Row) => row.userName, isRowHeader: true },
  {
    id: "device",
    header: t("requireMfa.device"),
    cell: (row: Row) => t(row.hasDevice ? "requireMfa.has" : "requireMfa.hasNot"),
  },
  {
    id: "console",
    header: t("requireMfa.console"),
    cell: (row: Row) => t(row.consoleAccess ? "requireMfa.enabled" : "requireMfa.hasNot"),
  },
  {
    id: "active",
    header: t("requireMfa.lastActive"),
    cell: (row: Row) =>
      row.lastActiveAt === undefined ? (
        t("requireMfa.never")
      ) : (
        <Instant at={row.lastActiveAt} style="ago" />
      ),
  },
  {
    id: "keys",
    header: t("requireMfa.keys"),
    cell: (row: Row) =>
      row.keys.map(({ accessKeyId: key, lastUsedAt }) => (
        <div key={key}>
          {lastUsedAt === undefined ? (
            t("requireMfa.keyUnused", { key })
          ) : (
            <>
              {t("requireMfa.keyUsed", { key })} <Instant at={lastUsedAt} style="ago" />
            </>
          )}
        </div>
      )),
  },
];
