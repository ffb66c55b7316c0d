import { call } from "../../api/client.ts";
import { t } from "../../i18n/t.ts";
import { NamePicker } from "../name-picker.tsx";
import { policyNameOf } from "./policy-name.ts";

interface PolicyPickerProps {
  /** ARNs. */
  readonly selected: readonly string[];
  readonly exclude?: ReadonlySet<string>;
  readonly onChange: (selected: readonly string[]) => void;
}

/** Chooses among all managed policies, the built-in ones first. */
export function PolicyPicker(props: PolicyPickerProps) {
  return (
    <NamePicker
      {...props}
      placeholder={t("picker.policies")}
      empty={t("picker.noPolicies")}
      labelOf={policyNameOf}
      describe={(arn) => arn}
      load={async (namePrefix, marker) => {
        const page = await call("ListPolicySummaries", {
          maxItems: 50,
          ...(namePrefix === "" ? {} : { namePrefix }),
          ...(marker === undefined ? {} : { marker }),
        });
        return { names: page.policies.map(({ policyArn }) => policyArn), marker: page.marker };
      }}
    />
  );
}
