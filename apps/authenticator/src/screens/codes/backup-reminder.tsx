import { t } from "../../i18n/t.ts";
import { go } from "../../routes.ts";
import { changeSettings, settings } from "../../settings.ts";
import { useStore } from "../../store.ts";
import { Button } from "../../ui/button.tsx";
import { Notice } from "../../ui/notice.tsx";

const weekMs = 7 * 24 * 60 * 60 * 1000;

/** Until a backup was made, a lost device is lost accounts: says so once a week. */
export function BackupReminder() {
  const { backedUpAt, noReminderUntil } = useStore(settings);
  if (backedUpAt > 0 || Date.now() < noReminderUntil) return null;
  return (
    <Notice
      kind="warning"
      actions={
        <>
          <Button onClick={() => go("backup")}>{t("reminder.backUp")}</Button>
          <Button
            look="quiet"
            onClick={() => changeSettings({ noReminderUntil: Date.now() + weekMs })}
          >
            {t("reminder.later")}
          </Button>
        </>
      }
    >
      {t("reminder.text")}
    </Notice>
  );
}
