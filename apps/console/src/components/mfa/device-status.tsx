import StatusIndicator from "@cloudscape-design/components/status-indicator";
import type { MfaDeviceDetail } from "../../api/types.ts";
import { t } from "../../i18n/t.ts";
import { offsetText } from "./offset-text.ts";

/** "In sync", or "Out of sync, about 4 minutes behind". */
export function DeviceStatus({ device }: { readonly device: MfaDeviceDetail }) {
  switch (device.status) {
    case "inSync":
      return <StatusIndicator type="success">{t("mfa.status.inSync")}</StatusIndicator>;
    case "outOfSync":
      return (
        <StatusIndicator type="warning">
          {device.offsetSeconds === undefined || device.offsetSeconds === 0
            ? t("mfa.status.outOfSync")
            : t("mfa.status.outOfSyncBy", { offset: offsetText(device.offsetSeconds) })}
        </StatusIndicator>
      );
  }
}
