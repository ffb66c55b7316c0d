import { call } from "../../api/client.ts";
import { ConfirmByTyping } from "../../components/confirm-by-typing.tsx";
import { t } from "../../i18n/t.ts";

interface DeleteGroupProps {
  readonly groupName: string;
  readonly onDeleted: () => void;
  readonly onDismiss: () => void;
}

export function DeleteGroup({ groupName, onDeleted, onDismiss }: DeleteGroupProps) {
  return (
    <ConfirmByTyping
      title={t("group.delete.title", { groupName })}
      word={groupName}
      actionText={t("action.delete")}
      onConfirm={async () => {
        await call("RemoveGroup", { groupName });
        onDeleted();
      }}
      onDismiss={onDismiss}
    >
      {t("group.delete.text")}
    </ConfirmByTyping>
  );
}
