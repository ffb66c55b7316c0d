import { lazy, Suspense, useCallback, useEffect } from "react";
import { watchClock } from "../clock/clock.ts";
import { t } from "../i18n/t.ts";
import { hrefOf, type Route, useRoute } from "../routes.ts";
import { watchSync } from "../sync/sync.ts";
import { Button, IconButton } from "../ui/button.tsx";
import { Icon, Mark } from "../ui/icons.tsx";
import { Notice } from "../ui/notice.tsx";
import { hush } from "../ui/toasts.tsx";
import { useAutoLock } from "../vault/use-auto-lock.ts";
import { useOpenVault, useSession } from "../vault/vault-context.tsx";
import { AddAccount } from "./add/add-account.tsx";
import { BackupPage } from "./backup/backup-page.tsx";
import { CodesPage } from "./codes/codes-page.tsx";
import { SettingsPage } from "./settings/settings-page.tsx";
import { TrashPage } from "./trash/trash-page.tsx";

const SyncPage = lazy(async () => ({ default: (await import("./sync/sync-page.tsx")).SyncPage }));

/** What stands around every screen while the vault is open. */
export function Shell({ isSaved }: { readonly isSaved: boolean }) {
  const session = useSession();
  const { isWhole } = useOpenVault();
  const route = useRoute();
  const lock = useCallback(() => session.lock(), [session]);
  useAutoLock(lock);
  useEffect(watchClock, []);
  useEffect(() => watchSync(session), [session]);
  useEffect(() => hush, []); // a locked app names no account
  return (
    <>
      <header className="top">
        <a className="brand" href={hrefOf("codes")}>
          <Mark />
          <span>{t("app.shortName")}</span>
        </a>
        <nav aria-label={t("shell.navigation")}>
          <a className="button button-primary" href={hrefOf("add")}>
            <Icon name="add" />
            <span>{t("add.title")}</span>
          </a>
          <a
            className="icon-button"
            href={hrefOf("settings")}
            aria-label={t("settings.title")}
            title={t("settings.title")}
          >
            <Icon name="settings" />
          </a>
          <IconButton icon="lock" label={t("shell.lock")} onClick={lock} />
        </nav>
      </header>
      <main>
        {isSaved ? null : <Unsaved />}
        {isWhole ? null : <Notice kind="warning">{t("vault.mended")}</Notice>}
        <Routed route={route} />
      </main>
    </>
  );
}

function Routed({ route }: { readonly route: Route }) {
  switch (route) {
    case "codes":
      return <CodesPage />;
    case "add":
      return <AddAccount />;
    case "shared":
      return <AddAccount takesShared={true} />;
    case "backup":
      return <BackupPage />;
    case "settings":
      return <SettingsPage />;
    case "sync":
      return (
        <Suspense fallback={null}>
          <SyncPage />
        </Suspense>
      );
    case "trash":
      return <TrashPage />;
  }
}

function Unsaved() {
  const session = useSession();
  const again = () => void session.change((contents) => contents);
  return (
    <Notice kind="error" actions={<Button onClick={again}>{t("action.tryAgain")}</Button>}>
      {t("vault.notSaved")}
    </Notice>
  );
}
