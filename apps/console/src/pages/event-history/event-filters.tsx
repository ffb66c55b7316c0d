import Select from "@cloudscape-design/components/select";
import SpaceBetween from "@cloudscape-design/components/space-between";
import { ListSearch } from "../../components/list/list-search.tsx";
import { t } from "../../i18n/t.ts";
import { attributes, type EventSearch, parts, ranges, takesValue } from "./event-place.ts";

interface EventFiltersProps {
  readonly search: EventSearch;
  readonly onLook: (part: Partial<EventSearch>) => void;
}

const shows = [undefined, ...attributes, ...parts] as const;
const times = [undefined, ...ranges] as const;

const showOptions = shows.map((show) => ({
  value: show ?? "all",
  label: t(`eventHistory.show.${show ?? "all"}`),
}));
const timeOptions = times.map((range) => ({
  value: range ?? "all",
  label: t(`eventHistory.range.${range ?? "all"}`),
}));

/** One attribute and a time, as in CloudTrail. */
export function EventFilters({ search, onLook }: EventFiltersProps) {
  const { show, value, range } = search;
  return (
    <SpaceBetween direction="horizontal" size="xs">
      <Select
        ariaLabel={t("eventHistory.show")}
        selectedOption={showOptions.find((option) => option.value === (show ?? "all")) ?? null}
        options={showOptions}
        onChange={({ detail }) =>
          onLook({
            show: shows.find((known) => known === detail.selectedOption.value),
            value: "",
          })
        }
      />
      {takesValue(show) && (
        <ListSearch
          label={t("eventHistory.value", { attribute: t(`eventHistory.show.${show ?? "all"}`) })}
          value={value}
          matches={undefined}
          onChange={(next) => onLook({ value: next.trim() })}
        />
      )}
      <Select
        ariaLabel={t("eventHistory.range")}
        selectedOption={timeOptions.find((option) => option.value === (range ?? "all")) ?? null}
        options={timeOptions}
        onChange={({ detail }) =>
          onLook({ range: times.find((known) => known === detail.selectedOption.value) })
        }
      />
    </SpaceBetween>
  );
}
