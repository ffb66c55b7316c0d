import { call } from "../../api/client.ts";
import { FormDialog } from "../../components/form-dialog.tsx";
import { t } from "../../i18n/t.ts";

interface RevokeSessionsProps {
  readonly userName: string;
  readonly isSelf: boolean;
  readonly onRevoked: () => void;
  readonly onDismiss: () => void;
}

export function RevokeSessions({ userName, isSelf, onRevoked, onDismiss }: RevokeSessionsProps) {
  return (
    <FormDialog
      title={t("user.revoke.title", { userName })}
      submitText={t("user.revoke")}
      fields={[]}
      onSubmit={async () => {
        await call("RevokeUserSessions", { userName });
        onRevoked();
      }}
      onDismiss={onDismiss}
    >
      {() => (isSelf ? t("user.revoke.self") : t("user.revoke.text", { userName }))}
    </FormDialog>
  );
}
