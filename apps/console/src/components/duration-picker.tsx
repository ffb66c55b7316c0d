import Select from "@cloudscape-design/components/select";
import { durationWords, sessionHours } from "./duration.ts";

interface DurationPickerProps {
  readonly seconds: number;
  readonly onChange: (seconds: number) => void;
}

/** Chooses among whole hours; another value that was set elsewhere stays in the list. */
export function DurationPicker({ seconds, onChange }: DurationPickerProps) {
  const offered = new Set([...sessionHours.map((hours) => hours * 3600), seconds]);
  const optionOf = (one: number) => ({ value: String(one), label: durationWords(one) });
  return (
    <Select
      selectedOption={optionOf(seconds)}
      options={[...offered].sort((one, other) => one - other).map(optionOf)}
      onChange={({ detail }) => onChange(Number(detail.selectedOption.value))}
    />
  );
}
