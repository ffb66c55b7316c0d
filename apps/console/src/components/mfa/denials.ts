import type { Denied } from "../../api/types.ts";
import { t } from "../../i18n/t.ts";

/** What the reader may not do with somebody's devices, each with the reason to show on the disabled button. */
export interface MfaDenials {
  readonly assign: string | undefined;
  readonly resync: string | undefined;
  readonly remove: string | undefined;
}

/** How many devices a person may have: AWS's number for users and for root. */
export const deviceQuota = 8;

export function mfaDenials(denied: Denied, assigned: number, quota = deviceQuota): MfaDenials {
  const full = assigned >= quota ? t("mfa.table.full", { quota }) : undefined;
  return {
    assign: denied["iam:EnableMFADevice"] ?? denied["iam:CreateVirtualMFADevice"] ?? full,
    resync: denied["iam:ResyncMFADevice"],
    remove: denied["iam:DeactivateMFADevice"],
  };
}
