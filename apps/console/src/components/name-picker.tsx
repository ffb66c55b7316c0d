import Multiselect, { type MultiselectProps } from "@cloudscape-design/components/multiselect";
import { t } from "../i18n/t.ts";
import { type NamePage, useNamePages } from "./use-name-pages.ts";

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

/** Chooses some of many names, searched by their beginning on the server and read a page at a time. */
export function NamePicker(props: NamePickerProps) {
  const { placeholder, empty, selected, exclude, load, onChange } = props;
  const { labelOf = (name) => name, describe } = props;
  const optionOf = (name: string): MultiselectProps.Option => ({
    value: name,
    label: labelOf(name),
    ...(describe === undefined ? {} : { description: describe(name) }),
  });
  const { names, status, loadMore } = useNamePages(load);

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
      onLoadItems={({ detail }) => loadMore(detail)}
    />
  );
}
