import { trashOf } from "@sallyport/vault";
import { useEffect, useState } from "react";
import { t, tCount } from "../../i18n/t.ts";
import { askPersistence, isPersistent } from "../../pwa/persistence.ts";
import { hrefOf } from "../../routes.ts";
import { autoLocks, changeSettings, settings, themes } from "../../settings.ts";
import { useStore } from "../../store.ts";
import { Button } from "../../ui/button.tsx";
import { Select, Tick } from "../../ui/field.tsx";
import { Page } from "../../ui/page.tsx";
import { useOpenVault } from "../../vault/vault-context.tsx";
import { version } from "../../version.ts";
import { SyncPart } from "./sync-part.tsx";
import { WaysIn } from "./ways-in.tsx";

export function SettingsPage() {
  const { theme, autoLockMinutes, hideCodes } = useStore(settings);
  const { contents } = useOpenVault();
  return (
    <Page title={t("settings.title")}>
      <section className="card" aria-labelledby="settings-codes">
        <h2 id="settings-codes">{t("settings.codes")}</h2>
        <Tick
          label={t("settings.hideCodes")}
          isTicked={hideCodes}
          onChange={(isTicked) => changeSettings({ hideCodes: isTicked })}
        />
        <div className="pair">
          <Select
            label={t("settings.autoLock")}
            value={autoLockMinutes}
            onChange={(minutes) => changeSettings({ autoLockMinutes: minutes })}
            choices={autoLocks.map((value) => ({
              value,
              text: value === 0 ? t("settings.neverLock") : tCount("settings.lockAfter", value),
            }))}
          />
          <Select
            label={t("settings.theme")}
            value={theme}
            onChange={(chosen) => changeSettings({ theme: chosen })}
            choices={themes.map((value) => ({ value, text: t(`settings.theme.${value}`) }))}
          />
        </div>
      </section>
      <WaysIn />
      <section className="card" aria-labelledby="settings-accounts">
        <h2 id="settings-accounts">{t("settings.accounts")}</h2>
        <div className="buttons">
          <a className="button button-normal" href={hrefOf("backup")}>
            {t("backup.title")}
          </a>
          <a className="button button-normal" href={hrefOf("trash")}>
            {tCount("settings.trash", trashOf(contents).length)}
          </a>
        </div>
      </section>
      <SyncPart />
      <StorageState />
      <section className="card" aria-labelledby="settings-about">
        <h2 id="settings-about">{t("settings.about")}</h2>
        <p>{t("settings.aboutText")}</p>
        <p className="hint">{t("settings.version", { version })}</p>
      </section>
    </Page>
  );
}

function StorageState() {
  const [persistent, setPersistent] = useState<boolean>();
  useEffect(() => {
    void isPersistent().then(setPersistent);
  }, []);
  return (
    <section className="card" aria-labelledby="settings-storage">
      <h2 id="settings-storage">{t("settings.storage")}</h2>
      <p>{t(persistent === true ? "settings.persistent" : "settings.notPersistent")}</p>
      {persistent === true ? null : (
        <Button onClick={() => void askPersistence().then(setPersistent)}>
          {t("settings.askPersistence")}
        </Button>
      )}
    </section>
  );
}
