import TextFilter from "@cloudscape-design/components/text-filter";
import { useEffect, useState } from "react";
import { tCount } from "../../i18n/t.ts";

interface ListSearchProps {
  readonly label: string;
  readonly value: string;
  /** How many match, where that is known. */
  readonly matches: number | undefined;
  /** Called when the typing rests. */
  readonly onChange: (value: string) => void;
}

/** A search box whose search the server does. */
export function ListSearch({ label, value, matches, onChange }: ListSearchProps) {
  const [typed, setTyped] = useState(value);
  useEffect(() => setTyped(value), [value]);
  return (
    <TextFilter
      filteringText={typed}
      filteringPlaceholder={label}
      filteringAriaLabel={label}
      countText={value === "" || matches === undefined ? "" : tCount("list.matches", matches)}
      onChange={({ detail }) => setTyped(detail.filteringText)}
      onDelayedChange={({ detail }) => onChange(detail.filteringText)}
    />
  );
}
