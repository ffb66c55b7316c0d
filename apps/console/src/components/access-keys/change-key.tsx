import Alert from "@cloudscape-design/components/alert";
import { call } from "../../api/client.ts";
import type { AccessKeyReference } from "../../api/types.ts";
import { formatAgo } from "../../format.ts";
import { t } from "../../i18n/t.ts";
import { ConfirmByTyping } from "../confirm-by-typing.tsx";
import { FormDialog } from "../form-dialog.tsx";
import { type KeyOwner, ownerInput } from "./owner.ts";

interface ChangeKeyProps {
  readonly owner: KeyOwner;
  readonly accessKey: AccessKeyReference;
  readonly onDone: () => void;
  readonly onDismiss: () => void;
}

const noFields: readonly string[] = [];

/** Asks before a key stops, and says what stops with it. */
export function DeactivateKey({ owner, accessKey, onDone, onDismiss }: ChangeKeyProps) {
  const { accessKeyId } = accessKey;
  return (
    <FormDialog
      title={t("keys.deactivate.title", { key: accessKeyId })}
      submitText={t("keys.deactivate")}
      fields={noFields}
      onSubmit={async () => {
        await call("UpdateAccessKey", { ...ownerInput(owner), accessKeyId, status: "Inactive" });
        onDone();
      }}
      onDismiss={onDismiss}
    >
      {() => <Alert type="warning">{t("keys.deactivate.text")}</Alert>}
    </FormDialog>
  );
}

/** Deletes an inactive key, after having its id typed out. */
export function DeleteKey({ owner, accessKey, onDone, onDismiss }: ChangeKeyProps) {
  const { accessKeyId, lastUsed } = accessKey;
  return (
    <ConfirmByTyping
      title={t("keys.delete.title", { key: accessKeyId })}
      word={accessKeyId}
      actionText={t("keys.delete")}
      onConfirm={async () => {
        await call("DeleteAccessKey", { ...ownerInput(owner), accessKeyId });
        onDone();
      }}
      onDismiss={onDismiss}
    >
      {t("keys.delete.text")}{" "}
      {lastUsed === undefined
        ? null
        : t("keys.delete.used", { ago: formatAgo(lastUsed.date, Date.now()) })}
    </ConfirmByTyping>
  );
}
