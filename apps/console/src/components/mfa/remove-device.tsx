import Alert from "@cloudscape-design/components/alert";
import Box from "@cloudscape-design/components/box";
import Button from "@cloudscape-design/components/button";
import SpaceBetween from "@cloudscape-design/components/space-between";
import { call } from "../../api/client.ts";
import type { MfaDeviceDetail } from "../../api/types.ts";
import { t } from "../../i18n/t.ts";
import { Problem } from "../problem.tsx";
import { useAction } from "../use-action.ts";
import { DialogFooter } from "./dialog-footer.tsx";
import { type DeviceOwner, ownerInput } from "./owner.ts";

export interface RemoveDeviceProps {
  readonly owner: DeviceOwner;
  readonly ownerName: string;
  readonly device: MfaDeviceDetail;
  readonly isLast: boolean;
  readonly onCancel: () => void;
  readonly onRemoved: () => void;
}

/** Asks before a device goes, and says what that means: above all when no second factor is left. */
export function RemoveDevice(props: RemoveDeviceProps) {
  const { owner, ownerName, device, isLast, onCancel, onRemoved } = props;
  const { busy, error, run } = useAction();

  const remove = async () => {
    const { serialNumber } = device;
    await call("RemoveMFADevice", { ...ownerInput(owner), serialNumber });
    onRemoved();
  };

  return (
    <SpaceBetween size="m">
      <div>
        <Box variant="strong">
          {t("mfa.remove.question", { device: device.name, owner: ownerName })}
        </Box>
        <Box color="text-body-secondary">
          <span className="sp-mono mfa-serial">{device.serialNumber}</span>
        </Box>
      </div>
      <Alert type={isLast ? "warning" : "info"}>
        {isLast ? t("mfa.remove.last") : t("mfa.remove.other")}
      </Alert>
      <div>{t("mfa.remove.appEntry")}</div>
      {error === undefined ? null : <Problem error={error} />}
      <DialogFooter>
        <Button variant="link" onClick={onCancel}>
          {t("action.cancel")}
        </Button>
        <Button variant="primary" loading={busy} onClick={() => run(remove)}>
          {t("mfa.remove.button")}
        </Button>
      </DialogFooter>
    </SpaceBetween>
  );
}
