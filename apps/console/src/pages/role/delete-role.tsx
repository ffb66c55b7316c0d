import { call } from "../../api/client.ts";
import { ConfirmByTyping } from "../../components/confirm-by-typing.tsx";
import { t } from "../../i18n/t.ts";

interface DeleteRoleProps {
  readonly roleName: string;
  readonly onDeleted: () => void;
  readonly onDismiss: () => void;
}

export function DeleteRole({ roleName, onDeleted, onDismiss }: DeleteRoleProps) {
  return (
    <ConfirmByTyping
      title={t("role.delete.title", { roleName })}
      word={roleName}
      actionText={t("action.delete")}
      onConfirm={async () => {
        await call("RemoveRole", { roleName });
        onDeleted();
      }}
      onDismiss={onDismiss}
    >
      {t("role.delete.text")}
    </ConfirmByTyping>
  );
}
