import Alert from "@cloudscape-design/components/alert";
import Box from "@cloudscape-design/components/box";
import { call } from "../../api/client.ts";
import type { SyncDevice } from "../../api/types.ts";
import { FormDialog } from "../../components/form-dialog.tsx";
import { t } from "../../i18n/t.ts";

const noFields: readonly string[] = [];

interface RemoveSyncDeviceProps {
  readonly device: SyncDevice;
  readonly isLast: boolean;
  readonly onDone: () => void;
  readonly onDismiss: () => void;
}

/** Asks before a device goes, and says what stays on it. */
export function RemoveSyncDevice({ device, isLast, onDone, onDismiss }: RemoveSyncDeviceProps) {
  const { deviceId, name } = device;
  return (
    <FormDialog
      title={t("sync.remove.title", { device: name })}
      submitText={t("sync.remove")}
      fields={noFields}
      onSubmit={async () => {
        await call("RemoveVaultDevice", { deviceId });
        onDone();
      }}
      onDismiss={onDismiss}
    >
      {() => (
        <>
          <Box>{t("sync.remove.text")}</Box>
          {isLast ? <Alert type="warning">{t("sync.remove.last")}</Alert> : null}
          <Box color="text-body-secondary">{t("sync.remove.lost")}</Box>
        </>
      )}
    </FormDialog>
  );
}

interface TurnOffSyncProps {
  readonly onDone: () => void;
  readonly onDismiss: () => void;
}

/** Asks before all devices and the stored vault go. */
export function TurnOffSync({ onDone, onDismiss }: TurnOffSyncProps) {
  return (
    <FormDialog
      title={t("sync.turnOff.title")}
      submitText={t("sync.turnOff.button")}
      fields={noFields}
      onSubmit={async () => {
        await call("TurnOffVaultSync", {});
        onDone();
      }}
      onDismiss={onDismiss}
    >
      {() => <Alert type="warning">{t("sync.turnOff.text")}</Alert>}
    </FormDialog>
  );
}
