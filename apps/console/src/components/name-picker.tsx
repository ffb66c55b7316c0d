import Multiselect, { type MultiselectProps } from "@cloudscape-design/components/multiselect";
import { useRef, useState } from "react";
import { t } from "../i18n/t.ts";

export interface NamePage {
  readonly names: readonly string[];
  readonly marker?: string | undefined;
}

interface NamePickerProps {
  readonly placeholder: string;
  /** Said when nothing matches. */
  readonly empty: string;
  readonly selected: readonly string[];
  readonly exclude?: ReadonlySet<string>;
  /** What is shown of a name that is longer than people say it; by default all of it. */
  readonly labelOf?: (name: string) => string;
  readonly describe?: (name: string) => string;
  readonly load: (prefix: string, marker: string | undefined) => Promise<NamePage>;
  readonly onChange: (selected: readonly string[]) => void;
}

type Status = "pending" | "loading" | "finished" | "error";

/** Chooses some of many names, searched by their beginning on the server and read a page at a time. */
export function NamePicker(props: NamePickerProps) {
  const { placeholder, empty, selected, exclude, load, onChange } = props;
  const { labelOf = (name) => name, describe } = props;
  const optionOf = (name: string): MultiselectProps.Option => ({
    value: name,
    label: labelOf(name),
    ...(describe === undefined ? {} : { description: describe(name) }),
  });
  const [names, setNames] = useState<readonly string[]>([]);
  const [status, setStatus] = useState<Status>("pending");
  const asked = useRef({ prefix: "", marker: undefined as string | undefined });

  async function read(prefix: string, marker: string | undefined) {
    asked.current = { prefix, marker };
    const isCurrent = () => asked.current.prefix === prefix && asked.current.marker === marker;
    setStatus("loading");
    try {
      const page = await load(prefix, marker);
      if (!isCurrent()) return;
      setNames((before) => (marker === undefined ? page.names : [...before, ...page.names]));
      asked.current = { prefix, marker: page.marker };
      setStatus(page.marker === undefined ? "finished" : "pending");
    } catch {
      if (isCurrent()) setStatus("error");
    }
  }

  return (
    <Multiselect
      placeholder={placeholder}
      selectedOptions={selected.map(optionOf)}
      options={names.filter((name) => exclude?.has(name) !== true).map(optionOf)}
      filteringType="manual"
      filteringPlaceholder={placeholder}
      filteringAriaLabel={placeholder}
      statusType={status}
      loadingText={t("loading.content")}
      errorText={t("picker.failed")}
      recoveryText={t("action.reload")}
      empty={empty}
      deselectAriaLabel={(option) => t("picker.deselect", { name: option.label ?? "" })}
      onChange={({ detail }) =>
        onChange(detail.selectedOptions.map((option) => option.value ?? ""))
      }
      onLoadItems={({ detail: { filteringText, firstPage, samePage } }) => {
        const goOn = !firstPage || samePage;
        void read(filteringText, goOn ? asked.current.marker : undefined);
      }}
    />
  );
}
