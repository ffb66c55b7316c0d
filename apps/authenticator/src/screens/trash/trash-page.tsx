import { type Entry, eraseEntry, restoreEntry, titleOf, trashOf } from "@sallyport/vault";
import { useState } from "react";
import { now } from "../../clock/clock.ts";
import { t } from "../../i18n/t.ts";
import { Button } from "../../ui/button.tsx";
import { Dialog } from "../../ui/dialog.tsx";
import { Tick } from "../../ui/field.tsx";
import { Notice } from "../../ui/notice.tsx";
import { Page } from "../../ui/page.tsx";
import { say } from "../../ui/toasts.tsx";
import { useChangeEntry } from "../../vault/use-change-entry.ts";
import { useOpenVault } from "../../vault/vault-context.tsx";
import { dayOf } from "../backup/day.ts";
import { Avatar } from "../codes/avatar.tsx";

export function TrashPage() {
  const { contents } = useOpenVault();
  const trash = trashOf(contents);
  return (
    <Page title={t("trash.title")}>
      <p>{t(trash.length === 0 ? "trash.empty" : "trash.lead")}</p>
      <ul className="rows">
        {trash.map((entry) => (
          <Trashed key={entry.id} entry={entry} />
        ))}
      </ul>
    </Page>
  );
}

function Trashed({ entry }: { readonly entry: Entry }) {
  const change = useChangeEntry(entry.id);
  const [isAsking, setAsking] = useState(false);
  const title = titleOf(entry);
  const restore = () => {
    change((current) => restoreEntry(current, now()));
    say(t("trash.restored", { title }));
  };
  return (
    <li className="row">
      <Avatar entry={entry} />
      <span className="row-text">
        <b>{title}</b>
        <span className="hint">{t("trash.since", { day: dayOf(entry.deletedAt ?? 0) })}</span>
      </span>
      <Button onClick={restore} aria-label={t("trash.restoreFor", { title })}>
        {t("trash.restore")}
      </Button>
      <Button
        look="danger"
        onClick={() => setAsking(true)}
        aria-label={t("trash.eraseFor", { title })}
      >
        {t("trash.erase")}
      </Button>
      {isAsking ? <Erase entry={entry} onClose={() => setAsking(false)} /> : null}
    </li>
  );
}

/** Gone for good may mean locked out for good: the button works only once that was read. */
function Erase({ entry, onClose }: { readonly entry: Entry; readonly onClose: () => void }) {
  const change = useChangeEntry(entry.id);
  const [isUnderstood, setUnderstood] = useState(false);
  const title = titleOf(entry);
  const erase = () => {
    change((current) => eraseEntry(current, now()));
    say(t("trash.erased", { title }));
    onClose();
  };
  return (
    <Dialog title={t("trash.eraseTitle", { title })} onClose={onClose}>
      <Notice kind="warning">{t("trash.eraseWarning")}</Notice>
      <Tick label={t("trash.understood")} isTicked={isUnderstood} onChange={setUnderstood} />
      <div className="buttons">
        <Button onClick={onClose}>{t("action.cancel")}</Button>
        <Button look="danger" disabled={!isUnderstood} onClick={erase}>
          {t("trash.erase")}
        </Button>
      </div>
    </Dialog>
  );
}
