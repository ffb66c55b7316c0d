import type { AccessKeyReference, Denied } from "../../api/types.ts";
import { t } from "../../i18n/t.ts";

/** What the reader may not do with somebody's keys, each with the reason to show on the disabled button. */
export interface KeyDenials {
  readonly create: string | undefined;
  readonly update: string | undefined;
}

export function keyDenials(denied: Denied, keys: number, quota: number): KeyDenials {
  return {
    create:
      denied["iam:CreateAccessKey"] ?? (keys >= quota ? t("keys.full", { quota }) : undefined),
    update: denied["iam:UpdateAccessKey"],
  };
}

/** A key that something may still use is deactivated first: that can be undone. */
export function deleteDenied(
  denied: Denied,
  status: AccessKeyReference["status"],
): string | undefined {
  return (
    denied["iam:DeleteAccessKey"] ?? (status === "Active" ? t("keys.deactivateFirst") : undefined)
  );
}
