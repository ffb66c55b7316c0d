import { useState } from "react";
import { t } from "../../i18n/t.ts";
import { runningEngine, type SyncStatus, syncStatus } from "../../sync/sync.ts";
import { Button } from "../../ui/button.tsx";
import { Dialog } from "../../ui/dialog.tsx";
import { say } from "../../ui/toasts.tsx";
import { useBusy } from "../../ui/use-busy.ts";
import { SyncFaultNotice, SyncTime } from "../settings/sync-part.tsx";

/** Whose devices are in step, since when, and the way out. */
export function Connected({
  status,
}: {
  readonly status: Extract<SyncStatus, { readonly kind: "on" }>;
}) {
  const { run } = useBusy();
  const [isLeaving, setLeaving] = useState(false);
  const syncNow = () =>
    run(async () => {
      await runningEngine()?.sync();
      const after = syncStatus.get();
      if (after.kind === "on" && after.fault === undefined) say(t("sync.done"));
    });
  return (
    <section className="card" aria-labelledby="sync-state">
      <h2 id="sync-state">{status.name}</h2>
      <SyncFaultNotice status={status} />
      <dl className="facts">
        <dt>{t("sync.state")}</dt>
        <dd>
          <SyncTime status={status} />
        </dd>
        <dt>{t("sync.owner")}</dt>
        <dd>{status.owner}</dd>
        <dt>{t("sync.account")}</dt>
        <dd>{status.account}</dd>
        <dt>{t("sync.through")}</dt>
        <dd>{status.server}</dd>
      </dl>
      <div className="buttons">
        <Button look="primary" icon="refresh" onClick={syncNow} disabled={status.isBusy}>
          {t("sync.now")}
        </Button>
        <Button onClick={() => setLeaving(true)}>{t("sync.leave")}</Button>
      </div>
      {isLeaving ? <Leave onClose={() => setLeaving(false)} /> : null}
    </section>
  );
}

function Leave({ onClose }: { readonly onClose: () => void }) {
  const { isBusy, run } = useBusy();
  const leave = () =>
    run(async () => {
      const wasHeard = await runningEngine()?.leave();
      say(t(wasHeard === true ? "sync.left" : "sync.leftUnheard"));
    });
  return (
    <Dialog title={t("sync.leave")} onClose={onClose}>
      <p>{t("sync.leaveLead")}</p>
      <div className="buttons">
        <Button onClick={onClose}>{t("action.cancel")}</Button>
        <Button look="danger" onClick={leave} disabled={isBusy}>
          {t("sync.leave")}
        </Button>
      </div>
    </Dialog>
  );
}
