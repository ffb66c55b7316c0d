import StatusIndicator from "@cloudscape-design/components/status-indicator";
import type { MfaDeviceDetail } from "../../api/types.ts";
import { t } from "../../i18n/t.ts";

export function DeviceStatus({ device }: { readonly device: MfaDeviceDetail }) {
  switch (device.status) {
    case "inSync":
      return (
        <StatusIndicator type="success" wrapText={false}>
          {t("mfa.status.inSync")}
        </StatusIndicator>
      );
    case "outOfSync":
      return (
        <StatusIndicator type="warning" wrapText={false}>
          {t("mfa.status.outOfSync")}
        </StatusIndicator>
      );
  }
}
