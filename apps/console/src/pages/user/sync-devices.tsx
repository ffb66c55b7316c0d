import Alert from "@cloudscape-design/components/alert";
import Box from "@cloudscape-design/components/box";
import Header from "@cloudscape-design/components/header";
import Table from "@cloudscape-design/components/table";
import { useState } from "react";
import { call } from "../../api/client.ts";
import type { SyncDevice } from "../../api/types.ts";
import { useQuery } from "../../api/use-query.ts";
import { EmptyState } from "../../components/empty-state.tsx";
import { useFlash } from "../../components/flash.tsx";
import { FormDialog } from "../../components/form-dialog.tsx";
import { GatedButton } from "../../components/gated-button.tsx";
import { Problem } from "../../components/problem.tsx";
import {
  findSelected,
  syncDeviceColumns,
  syncDeviceLabels,
} from "../../components/sync/device-columns.tsx";
import { useKeptFocus } from "../../components/use-kept-focus.ts";
import { t } from "../../i18n/t.ts";
import type { UserTabProps } from "./tab-props.ts";

type Detail = UserTabProps["detail"];

/** The devices that sync the user's authenticator, where the reader may see them. */
export function UserSyncDevices({ detail }: { readonly detail: Detail }) {
  const hidden = detail.denied["sallyport:ListUserVaultDevices"];
  if (hidden === undefined) return <Devices detail={detail} />;
  return (
    <Table
      items={[]}
      columnDefinitions={syncDeviceColumns}
      ariaLabels={syncDeviceLabels}
      header={<Header variant="h2">{t("sync.title")}</Header>}
      empty={<EmptyState title={t("user.sync.hidden")} text={hidden} />}
    />
  );
}

function Devices({ detail }: { readonly detail: Detail }) {
  const { userName } = detail.user;
  const { data, error, loading, reload } = useQuery("ListUserVaultDevices", { userName });
  const [chosen, setChosen] = useState<string>();
  const [leaving, setLeaving] = useState<SyncDevice>();
  const flash = useFlash();
  const place = useKeptFocus<HTMLElement>(data);
  const devices = data?.devices ?? [];
  const selected = findSelected(devices, chosen);
  const denied = detail.denied["sallyport:RemoveUserVaultDevice"];
  const unchosen = selected === undefined ? t("sync.selectFirst") : undefined;
  return (
    <section ref={place} tabIndex={-1} aria-label={t("sync.title")}>
      {error === undefined ? null : <Problem error={error} onRetry={reload} />}
      <Table
        items={devices}
        columnDefinitions={syncDeviceColumns}
        trackBy="deviceId"
        wrapLines={true}
        loading={data === undefined && loading}
        loadingText={t("loading.content")}
        {...(devices.length > 0 && { selectionType: "single" as const })}
        selectedItems={selected === undefined ? [] : [selected]}
        onSelectionChange={({ detail: { selectedItems } }) => setChosen(selectedItems[0]?.deviceId)}
        ariaLabels={syncDeviceLabels}
        header={
          <Header
            variant="h2"
            counter={`(${devices.length})`}
            description={t("user.sync.description")}
            actions={
              devices.length === 0 ? null : (
                <GatedButton denied={denied ?? unchosen} onClick={() => setLeaving(selected)}>
                  {t("user.sync.remove")}
                </GatedButton>
              )
            }
          >
            {t("sync.title")}
          </Header>
        }
        empty={
          <EmptyState title={t("user.sync.none")} text={t("user.sync.noneText", { userName })} />
        }
      />
      {leaving === undefined ? null : (
        <FormDialog
          title={t("sync.remove.title", { device: leaving.name })}
          submitText={t("sync.remove")}
          fields={noFields}
          onSubmit={async () => {
            await call("RemoveUserVaultDevice", { userName, deviceId: leaving.deviceId });
            setLeaving(undefined);
            flash.show({ type: "success", content: t("sync.removed", { device: leaving.name }) });
            reload();
          }}
          onDismiss={() => setLeaving(undefined)}
        >
          {() => (
            <>
              <Box>{t("sync.remove.text")}</Box>
              <Alert type="info">{t("user.sync.vaultStays", { userName })}</Alert>
              <Box color="text-body-secondary">{t("user.sync.lost")}</Box>
            </>
          )}
        </FormDialog>
      )}
    </section>
  );
}

const noFields: readonly string[] = [];
