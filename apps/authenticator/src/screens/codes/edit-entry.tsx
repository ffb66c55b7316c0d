import {
  changeEntry,
  type Entry,
  isShortKey,
  restoreEntry,
  titleOf,
  trashEntry,
} from "@sallyport/vault";
import { type FormEvent, useId, useState } from "react";
import { now } from "../../clock/clock.ts";
import { t } from "../../i18n/t.ts";
import { Button } from "../../ui/button.tsx";
import { Dialog } from "../../ui/dialog.tsx";
import { Field } from "../../ui/field.tsx";
import { Notice } from "../../ui/notice.tsx";
import { say } from "../../ui/toasts.tsx";
import { useChangeEntry } from "../../vault/use-change-entry.ts";
import { Avatar } from "./avatar.tsx";
import { colours, pictureNames, pictures } from "./looks.ts";

/** What a person may change about an entry, and the way to its deletion. */
export function EditEntry({
  entry,
  groups,
  onClose,
}: {
  readonly entry: Entry;
  readonly groups: readonly string[];
  readonly onClose: () => void;
}) {
  const change = useChangeEntry(entry.id);
  const [texts, setTexts] = useState(() => textsOf(entry));
  const id = useId();
  const set = (name: keyof typeof texts) => (value: string) =>
    setTexts((before) => ({ ...before, [name]: value }));
  const save = (event: FormEvent) => {
    event.preventDefault();
    change((current) => changeEntry(current, changesOf(texts), now()));
    onClose();
  };
  const trash = () => {
    change((current) => trashEntry(current, now()));
    onClose();
    const undo = () => change((current) => restoreEntry(current, now()));
    say(t("edit.trashed", { title: titleOf(entry) }), { text: t("action.undo"), run: undo });
  };
  const { issuer, account } = texts;
  const shown = { ...changesOf(texts), issuer, account };
  return (
    <Dialog title={t("edit.title")} onClose={onClose}>
      <form onSubmit={save}>
        {isShortKey(entry) ? <Notice kind="warning">{t("edit.shortKey")}</Notice> : null}
        <div className="edit-head">
          <Avatar entry={withoutUndefined(shown)} />
          <Field
            label={t("edit.name")}
            placeholder={titleOf({ issuer, account })}
            value={texts.name}
            onChange={set("name")}
          />
        </div>
        <div className="pair">
          <Field label={t("edit.issuer")} value={issuer} onChange={set("issuer")} />
          <Field label={t("edit.account")} value={account} onChange={set("account")} />
        </div>
        <Field
          label={t("edit.group")}
          list={`${id}-groups`}
          value={texts.group}
          onChange={set("group")}
        />
        <datalist id={`${id}-groups`}>
          {groups.map((group) => (
            <option key={group} value={group} />
          ))}
        </datalist>
        <Choice
          legend={t("edit.colour")}
          name={`${id}-colour`}
          chosen={texts.colour}
          onChoose={set("colour")}
          choices={colours.map((colour) => ({
            value: colour,
            label: t(`colour.${colour}`),
            look: <span className={`swatch colour-${colour}`} />,
          }))}
        />
        <Choice
          legend={t("edit.icon")}
          name={`${id}-icon`}
          chosen={texts.icon}
          onChoose={set("icon")}
          choices={pictureNames.map((picture) => ({
            value: picture,
            label: t(`picture.${picture}`),
            look: (
              <svg className="icon" viewBox="0 0 24 24" aria-hidden="true">
                <path d={pictures[picture]} />
              </svg>
            ),
          }))}
        />
        <div className="field">
          <label htmlFor={`${id}-notes`}>{t("edit.notes")}</label>
          <textarea
            id={`${id}-notes`}
            rows={3}
            value={texts.notes}
            onChange={(event) => set("notes")(event.currentTarget.value)}
          />
        </div>
        <div className="buttons">
          <Button look="danger" icon="trash" onClick={trash}>
            {t("edit.trash")}
          </Button>
          <span className="spring" />
          <Button onClick={onClose}>{t("action.cancel")}</Button>
          <Button type="submit" look="primary">
            {t("action.save")}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}

function textsOf(entry: Entry) {
  const { issuer, account, name = "", group = "", icon = "", colour = "", notes = "" } = entry;
  return { issuer, account, name, group, icon, colour, notes };
}

/** A field left empty takes the text away. */
function changesOf(texts: ReturnType<typeof textsOf>) {
  const given = (text: string) => (text.trim() === "" ? undefined : text.trim());
  return {
    issuer: texts.issuer.trim(),
    account: texts.account.trim(),
    name: given(texts.name),
    group: given(texts.group),
    icon: given(texts.icon),
    colour: given(texts.colour),
    notes: given(texts.notes),
  };
}

function withoutUndefined({ name, icon, colour, ...rest }: ReturnType<typeof changesOf>) {
  const { issuer, account } = rest;
  return {
    issuer,
    account,
    ...(name !== undefined && { name }),
    ...(icon !== undefined && { icon }),
    ...(colour !== undefined && { colour }),
  };
}

interface ChoiceProps {
  readonly legend: string;
  readonly name: string;
  /** Empty: by itself. */
  readonly chosen: string;
  readonly onChoose: (value: string) => void;
  readonly choices: readonly {
    readonly value: string;
    readonly label: string;
    readonly look: React.ReactNode;
  }[];
}

function Choice({ legend, name, chosen, onChoose, choices }: ChoiceProps) {
  const all = [{ value: "", label: t("edit.automatic"), look: t("edit.automatic") }, ...choices];
  return (
    <fieldset className="choice">
      <legend>{legend}</legend>
      {all.map(({ value, label, look }) => (
        <label key={value} title={label}>
          <input
            type="radio"
            name={name}
            aria-label={label}
            checked={value === chosen}
            onChange={() => onChoose(value)}
          />
          <span className="choice-look">{look}</span>
        </label>
      ))}
    </fieldset>
  );
}
