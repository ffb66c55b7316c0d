import Autosuggest from "@cloudscape-design/components/autosuggest";
import FormField from "@cloudscape-design/components/form-field";
import { policyNameOf } from "../../components/policy/policy-name.ts";
import { t } from "../../i18n/t.ts";

interface ResourceFieldProps {
  /** The ARN of whose policies decide, or "". */
  readonly source: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
}

/** What the actions are asked on; that of a user, and what is their own, is offered. */
export function ResourceField({ source, value, onChange }: ResourceFieldProps) {
  const device = source.replace(/:user\/.*$/, `:mfa/${policyNameOf(source)}`);
  const options = [
    { value: "*", description: t("simulator.resource.any") },
    ...(source.includes(":user/")
      ? [
          { value: source, description: t("simulator.resource.self") },
          { value: device, description: t("simulator.resource.device") },
        ]
      : source === ""
        ? []
        : [{ value: source, description: t("simulator.resource.group") }]),
  ];
  return (
    <FormField label={t("simulator.resource")} description={t("simulator.resourceHelp")}>
      <Autosuggest
        value={value}
        options={options}
        filteringType="manual"
        ariaLabel={t("simulator.resource")}
        enteredTextLabel={(text) => t("simulator.resource.use", { resource: text })}
        onChange={({ detail }) => onChange(detail.value)}
        onBlur={() => {
          if (value.trim() === "") onChange("*");
        }}
      />
    </FormField>
  );
}
