import Alert from "@cloudscape-design/components/alert";
import { useState } from "react";
import { call } from "../../api/client.ts";
import { useFlash } from "../../components/flash.tsx";
import { GatedButton } from "../../components/gated-button.tsx";
import { useConsole } from "../../context/console-context.tsx";
import { t } from "../../i18n/t.ts";

/** Somebody guessed at the codes until they closed: says so, and opens them again. */
export function ClosedCodes({ onUnlocked }: { readonly onUnlocked: () => void }) {
  const { session, reloadContext } = useConsole();
  const flash = useFlash();
  const [busy, setBusy] = useState(false);

  const denied =
    session.mfaAuthenticatedAt === undefined ? t("credentials.unlockNeedsMfa") : undefined;

  const unlock = () => {
    setBusy(true);
    call("UnlockCodes", {})
      .then(() => {
        flash.show({ type: "success", content: t("credentials.unlocked") });
        reloadContext();
        onUnlocked();
      })
      .catch(flash.showError)
      .finally(() => setBusy(false));
  };

  return (
    <Alert
      type="error"
      header={t("credentials.closedTitle")}
      action={
        <GatedButton denied={denied} loading={busy} onClick={unlock}>
          {t("credentials.unlock")}
        </GatedButton>
      }
    >
      {t("credentials.closedText")}
    </Alert>
  );
}
