import { type Entry, type EntryId, entriesOf } from "@sallyport/vault";
import { useState } from "react";
import { ClockNotice } from "../../clock/clock-notice.tsx";
import { t, tCount } from "../../i18n/t.ts";
import { hrefOf } from "../../routes.ts";
import { changeSettings, settings, sortings } from "../../settings.ts";
import { useStore } from "../../store.ts";
import { Button } from "../../ui/button.tsx";
import { Icon } from "../../ui/icons.tsx";
import { useOpenVault } from "../../vault/vault-context.tsx";
import { arrange, groupsOf } from "./arrange.ts";
import { BackupReminder } from "./backup-reminder.tsx";
import { EditEntry } from "./edit-entry.tsx";
import { EntryList } from "./entry-list.tsx";

/** All codes: what the app is opened for. */
export function CodesPage() {
  const { contents } = useOpenVault();
  const entries = entriesOf(contents);
  const [edited, setEdited] = useState<EntryId>();
  const editedEntry = entries.find(({ id }) => id === edited);
  return (
    <div className="codes-page">
      <h1 className="for-ears">{t("codes.title")}</h1>
      <ClockNotice />
      {entries.length === 0 ? (
        <Nothing />
      ) : (
        <>
          <BackupReminder />
          <Listed entries={entries} onEdit={setEdited} />
        </>
      )}
      {editedEntry === undefined ? null : (
        <EditEntry
          entry={editedEntry}
          groups={groupsOf(entries)}
          onClose={() => setEdited(undefined)}
        />
      )}
    </div>
  );
}

function Nothing() {
  return (
    <div className="nothing">
      <Icon name="key" />
      <h2>{t("codes.none")}</h2>
      <p>{t("codes.noneLead")}</p>
      <a className="button button-primary" href={hrefOf("add")}>
        <Icon name="add" />
        <span>{t("codes.addFirst")}</span>
      </a>
      <a className="link" href={hrefOf("backup")}>
        {t("codes.importInstead")}
      </a>
    </div>
  );
}

const fewEntries = 3;

function Listed({
  entries,
  onEdit,
}: {
  readonly entries: readonly Entry[];
  readonly onEdit: (id: EntryId) => void;
}) {
  const { sorting } = useStore(settings);
  const [search, setSearch] = useState("");
  const [wanted, setGroup] = useState<string>();
  const [isOrdering, setOrdering] = useState(false);
  const groups = groupsOf(entries);
  const group = wanted !== undefined && groups.includes(wanted) ? wanted : undefined;
  const shown = arrange(entries, { search, group, sorting: isOrdering ? "hand" : sorting });
  const orderByHand = () => {
    changeSettings({ sorting: "hand" });
    setOrdering(!isOrdering);
  };
  return (
    <>
      {entries.length > fewEntries || groups.length > 0 ? (
        <div className="tools">
          <label className="search">
            <Icon name="search" />
            <span className="for-ears">{t("codes.search")}</span>
            <input
              type="search"
              placeholder={t("codes.search")}
              value={search}
              onChange={(event) => setSearch(event.currentTarget.value)}
            />
          </label>
          <label className="sorting">
            <span className="for-ears">{t("codes.sorting")}</span>
            <select
              value={sorting}
              disabled={isOrdering}
              onChange={(event) => {
                const chosen = sortings.find((each) => each === event.currentTarget.value);
                if (chosen !== undefined) changeSettings({ sorting: chosen });
              }}
            >
              {sortings.map((each) => (
                <option key={each} value={each}>
                  {t(`codes.sorting.${each}`)}
                </option>
              ))}
            </select>
          </label>
          <Button icon="drag" onClick={orderByHand} aria-pressed={isOrdering}>
            {t(isOrdering ? "codes.orderingDone" : "codes.order")}
          </Button>
        </div>
      ) : null}
      {groups.length === 0 ? null : (
        <fieldset className="groups">
          <legend className="for-ears">{t("codes.groups")}</legend>
          {[undefined, ...groups].map((each) => (
            <button
              key={each ?? ""}
              type="button"
              className="chip"
              aria-pressed={each === group}
              onClick={() => setGroup(each)}
            >
              {each ?? t("codes.allGroups")}
            </button>
          ))}
        </fieldset>
      )}
      <p className="for-ears" role="status">
        {search === "" ? "" : tCount("codes.found", shown.length)}
      </p>
      {shown.length === 0 ? <p className="quiet-line">{t("codes.noneFound")}</p> : null}
      {isOrdering ? <p className="hint">{t("codes.orderHint")}</p> : null}
      <EntryList entries={shown} isOrdering={isOrdering} onEdit={onEdit} />
    </>
  );
}
