import Checkbox from "@cloudscape-design/components/checkbox";
import FormField from "@cloudscape-design/components/form-field";
import Input from "@cloudscape-design/components/input";
import SpaceBetween from "@cloudscape-design/components/space-between";
import { t } from "../../i18n/t.ts";
import { type Bounded, bounds, type PolicyForm } from "./password-policy-form.ts";

interface PasswordPolicySettingsProps {
  readonly form: PolicyForm;
  readonly faulty: readonly Bounded[];
  readonly onChange: (form: PolicyForm) => void;
}

const kinds = ["uppercase", "lowercase", "number", "symbol"] as const;

/** AWS's nine settings, under AWS's names. */
export function PasswordPolicySettings(props: PasswordPolicySettingsProps) {
  const { form, onChange } = props;
  const box = (name: Flag) => (
    <Checkbox
      key={name}
      checked={form[name]}
      onChange={({ detail }) => onChange({ ...form, [name]: detail.checked })}
    >
      {t(`passwordPolicy.${name}`)}
    </Checkbox>
  );
  return (
    <SpaceBetween size="l">
      <NumberField {...props} name="minimumLength" />
      <FormField label={t("passwordPolicy.strength")}>
        <SpaceBetween size="xs">{kinds.map(box)}</SpaceBetween>
      </FormField>
      <FormField label={t("passwordPolicy.other")}>
        <SpaceBetween size="s">
          {box("expires")}
          {form.expires ? (
            <>
              <NumberField {...props} name="maxAge" />
              {box("hardExpiry")}
            </>
          ) : null}
          {box("changeOwn")}
          {box("preventsReuse")}
          {form.preventsReuse ? <NumberField {...props} name="remembered" /> : null}
        </SpaceBetween>
      </FormField>
    </SpaceBetween>
  );
}

type Flag = {
  [K in keyof PolicyForm]: PolicyForm[K] extends boolean ? K : never;
}[keyof PolicyForm];

function NumberField(props: PasswordPolicySettingsProps & { readonly name: Bounded }) {
  const { form, faulty, onChange, name } = props;
  const { min, max } = bounds[name];
  return (
    <FormField
      label={t(`passwordPolicy.${name}`)}
      constraintText={t("passwordPolicy.between", { min, max })}
      errorText={faulty.includes(name) ? t("passwordPolicy.outOfBounds", { min, max }) : undefined}
    >
      <Input
        inputMode="numeric"
        value={form[name]}
        onChange={({ detail }) => onChange({ ...form, [name]: detail.value })}
      />
    </FormField>
  );
}
