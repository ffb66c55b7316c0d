import Box from "@cloudscape-design/components/box";
import Checkbox from "@cloudscape-design/components/checkbox";
import FormField from "@cloudscape-design/components/form-field";
import Input from "@cloudscape-design/components/input";
import SpaceBetween from "@cloudscape-design/components/space-between";
import { type ReactNode, useId } from "react";
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
      <Group label={t("passwordPolicy.strength")}>{kinds.map(box)}</Group>
      <Group label={t("passwordPolicy.other")}>
        {box("expires")}
        {form.expires ? <NumberField {...props} name="maxAge" /> : null}
        {form.expires ? box("hardExpiry") : null}
        {box("changeOwn")}
        {box("preventsReuse")}
        {form.preventsReuse ? <NumberField {...props} name="remembered" /> : null}
      </Group>
    </SpaceBetween>
  );
}

/** A form field would lend its label to every box in it. */
function Group({ label, children }: { readonly label: string; readonly children: ReactNode }) {
  const id = useId();
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset brings a frame of the browser's own
    <div role="group" aria-labelledby={id}>
      <SpaceBetween size="xs">
        <span id={id}>
          <Box variant="awsui-key-label">{label}</Box>
        </span>
        {children}
      </SpaceBetween>
    </div>
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
