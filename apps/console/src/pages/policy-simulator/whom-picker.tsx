import Select from "@cloudscape-design/components/select";
import { call } from "../../api/client.ts";
import { policyNameOf } from "../../components/policy/policy-name.ts";
import { type NamePage, useNamePages } from "../../components/use-name-pages.ts";
import { t } from "../../i18n/t.ts";

export type SourceKind = "user" | "group" | "role";

interface WhomPickerProps {
  readonly kind: SourceKind;
  /** An ARN, or "". */
  readonly selected: string;
  readonly invalid: boolean;
  readonly onChange: (arn: string) => void;
}

type Load = (prefix: string, marker: string | undefined) => Promise<NamePage>;

const loads: Readonly<Record<SourceKind, Load>> = {
  user: async (namePrefix, marker) => {
    const page = await call("ListUserSummaries", searchOf(namePrefix, marker));
    return { names: page.users.map(({ arn }) => arn), marker: page.marker };
  },
  group: async (namePrefix, marker) => {
    const page = await call("ListGroupSummaries", searchOf(namePrefix, marker));
    return { names: page.groups.map(({ arn }) => arn), marker: page.marker };
  },
  role: async (namePrefix, marker) => {
    const page = await call("ListRoleSummaries", searchOf(namePrefix, marker));
    return { names: page.roles.map(({ arn }) => arn), marker: page.marker };
  },
};

const words = {
  user: { find: "picker.users", empty: "picker.noUsers" },
  group: { find: "picker.groups", empty: "picker.noGroups" },
  role: { find: "picker.roles", empty: "picker.noRoles" },
} as const;

/** Chooses one user, group or role. */
export function WhomPicker({ kind, selected, invalid, onChange }: WhomPickerProps) {
  const { names, status, loadMore } = useNamePages(loads[kind]);
  const { find, empty } = words[kind];
  return (
    <Select
      placeholder={t(find)}
      invalid={invalid}
      selectedOption={selected === "" ? null : optionOf(selected)}
      options={names.map(optionOf)}
      filteringType="manual"
      filteringPlaceholder={t(find)}
      filteringAriaLabel={t(find)}
      statusType={status}
      loadingText={t("loading.content")}
      errorText={t("picker.failed")}
      recoveryText={t("action.reload")}
      empty={t(empty)}
      onChange={({ detail }) => onChange(detail.selectedOption.value ?? "")}
      onLoadItems={({ detail }) => loadMore(detail)}
    />
  );
}

function optionOf(arn: string) {
  return { value: arn, label: policyNameOf(arn), description: arn };
}

function searchOf(namePrefix: string, marker: string | undefined) {
  return {
    maxItems: 50,
    ...(namePrefix === "" ? {} : { namePrefix }),
    ...(marker === undefined ? {} : { marker }),
  };
}
