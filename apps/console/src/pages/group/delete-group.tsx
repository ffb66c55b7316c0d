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
        await removeMembers(groupName);
        await call("DeleteGroup", { groupName });
        onDeleted();
      }}
      onDismiss={onDismiss}
    >
      {t("group.delete.text")}
    </ConfirmByTyping>
  );
}

/** IAM deletes only empty groups. Those taken out are no longer on the first page, so that it is read until it is empty. */
async function removeMembers(groupName: string) {
  for (;;) {
    const { users } = await call("GetGroup", { groupName });
    if (users.length === 0) return;
    for (const { userName } of users) await call("RemoveUserFromGroup", { groupName, userName });
  }
}
