import { useStep } from "../../clock/use-now.ts";
import { duration } from "../../i18n/duration.ts";
import { faultText } from "../../i18n/fault-text.ts";
import { t } from "../../i18n/t.ts";
import { hrefOf } from "../../routes.ts";
import { useStore } from "../../store.ts";
import { type SyncStatus, syncStatus } from "../../sync/sync.ts";
import { Notice } from "../../ui/notice.tsx";

/** Whether devices are kept in step, and the way to where that is changed. */
export function SyncPart() {
  const status = useStore(syncStatus);
  return (
    <section className="card" aria-labelledby="settings-sync">
      <h2 id="settings-sync">{t("settings.sync")}</h2>
      {status.kind === "on" ? (
        <>
          <p>
            <SyncTime status={status} />
          </p>
          <SyncFaultNotice status={status} />
        </>
      ) : (
        <p>{t(status.wasEnded ? "sync.ended" : "settings.syncOff")}</p>
      )}
      <div className="buttons">
        <a className="button button-normal" href={hrefOf("sync")}>
          {t("sync.title")}
        </a>
      </div>
    </section>
  );
}

type On = Extract<SyncStatus, { readonly kind: "on" }>;

const lookEverySeconds = 10;

/** "Synced 2 minutes ago" */
export function SyncTime({ status: { isBusy, syncedAt } }: { readonly status: On }) {
  useStep(lookEverySeconds);
  if (isBusy) return t("sync.syncing");
  if (syncedAt === undefined) return t("sync.never");
  const ms = Date.now() - syncedAt;
  return ms < 60_000 ? t("sync.justNow") : t("sync.ago", { time: duration(ms) });
}

export function SyncFaultNotice({ status: { fault } }: { readonly status: On }) {
  if (fault === undefined) return null;
  return <Notice kind="warning">{faultText(fault)}</Notice>;
}
