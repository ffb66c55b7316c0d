import { direction, language } from "./i18n/en.ts";
import { t } from "./i18n/t.ts";
import { applyUpdate, updates } from "./pwa/updates.ts";
import { FirstRun } from "./screens/first-run/first-run.tsx";
import { Lock } from "./screens/lock/lock.tsx";
import { Unreadable } from "./screens/lock/unreadable.tsx";
import { Shell } from "./screens/shell.tsx";
import { useStore } from "./store.ts";
import { Button } from "./ui/button.tsx";
import { Notice } from "./ui/notice.tsx";
import { Toasts } from "./ui/toasts.tsx";
import { OpenVaultProvider, useVaultState } from "./vault/vault-context.tsx";

document.documentElement.lang = language;
document.documentElement.dir = direction;

export function App() {
  return (
    <>
      <UpdateNotice />
      <Screen />
      <Toasts />
    </>
  );
}

function Screen() {
  const state = useVaultState();
  switch (state.kind) {
    case "starting":
      return null;
    case "none":
      return <FirstRun />;
    case "locked":
      return <Lock ways={state.ways} />;
    case "unreadable":
      return <Unreadable code={state.code} bytes={state.bytes} />;
    case "noStorage":
      return (
        <main className="gate">
          <h1>{t("app.name")}</h1>
          <Notice kind="error">{t("fault.noStorage")}</Notice>
        </main>
      );
    case "open":
      return (
        <OpenVaultProvider value={state.vault}>
          <Shell isSaved={state.isSaved} />
        </OpenVaultProvider>
      );
  }
}

function UpdateNotice() {
  if (!useStore(updates)) return null;
  return (
    <div className="update">
      <Notice
        actions={
          <Button look="primary" onClick={applyUpdate}>
            {t("update.reload")}
          </Button>
        }
      >
        {t("update.ready")}
      </Notice>
    </div>
  );
}
