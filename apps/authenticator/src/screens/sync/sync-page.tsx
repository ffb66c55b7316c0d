import { t } from "../../i18n/t.ts";
import { useStore } from "../../store.ts";
import { syncStatus } from "../../sync/sync.ts";
import { Notice } from "../../ui/notice.tsx";
import { Page } from "../../ui/page.tsx";
import { Connect } from "./connect.tsx";
import { Connected } from "./connected.tsx";

/** Several devices of one person, kept in step: only ever because the person turned it on here. */
export function SyncPage() {
  const status = useStore(syncStatus);
  return (
    <Page title={t("sync.title")}>
      {status.kind === "on" ? (
        <Connected status={status} />
      ) : (
        <>
          {status.wasEnded ? <Notice kind="warning">{t("sync.ended")}</Notice> : null}
          <Connect />
        </>
      )}
    </Page>
  );
}
