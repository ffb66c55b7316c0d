import Autosuggest from "@cloudscape-design/components/autosuggest";
import SpaceBetween from "@cloudscape-design/components/space-between";
import TokenGroup from "@cloudscape-design/components/token-group";
import { useMemo } from "react";
import { useQuery } from "../../api/use-query.ts";
import { t } from "../../i18n/t.ts";
import { mostActions } from "./question.ts";

interface ActionPickerProps {
  readonly actions: readonly string[];
  /** What is typed and not yet among the actions. */
  readonly typed: string;
  readonly onType: (typed: string) => void;
  readonly onChange: (actions: readonly string[]) => void;
}

/** Names actions: completed from those that are known here, and any other of the form service:Action. */
export function ActionPicker({ actions, typed, onType, onChange }: ActionPickerProps) {
  const known = useQuery("ListKnownActions", {}).data?.actions;
  const options = useMemo(
    () => (known ?? []).filter((one) => !actions.includes(one)).map((value) => ({ value })),
    [known, actions],
  );
  return (
    <SpaceBetween size="xs">
      <Autosuggest
        value={typed}
        options={options}
        placeholder={t("simulator.actions.placeholder")}
        ariaLabel={t("simulator.actions")}
        enteredTextLabel={(value) => t("simulator.actions.add", { action: value })}
        empty={t("simulator.actions.noMatch")}
        disabled={actions.length >= mostActions}
        onChange={({ detail }) => onType(detail.value)}
        onSelect={({ detail }) => {
          onChange(withAction(actions, detail.value));
          onType("");
        }}
      />
      <TokenGroup
        items={actions.map((label) => ({
          label,
          dismissLabel: t("simulator.actions.remove", { action: label }),
        }))}
        onDismiss={({ detail }) => onChange(actions.filter((_, at) => at !== detail.itemIndex))}
      />
    </SpaceBetween>
  );
}

/** The actions with one more, unless it is there already or nothing was typed. */
export function withAction(actions: readonly string[], typed: string): readonly string[] {
  const action = typed.trim();
  return action === "" || actions.includes(action) ? actions : [...actions, action];
}
