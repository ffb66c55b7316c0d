import Checkbox from "@cloudscape-design/components/checkbox";
import Container from "@cloudscape-design/components/container";
import ExpandableSection from "@cloudscape-design/components/expandable-section";
import FormField from "@cloudscape-design/components/form-field";
import Header from "@cloudscape-design/components/header";
import Input from "@cloudscape-design/components/input";
import RadioGroup from "@cloudscape-design/components/radio-group";
import SpaceBetween from "@cloudscape-design/components/space-between";
import { PrincipalPicker } from "../../components/pickers.tsx";
import { PolicyDocument } from "../../components/policy/policy-document.tsx";
import { useConsole } from "../../context/console-context.tsx";
import { t } from "../../i18n/t.ts";
import { type Draft, type TrustFaults, trustKinds, trustPolicyOf } from "./draft.ts";

interface TrustStepProps {
  readonly draft: Draft;
  readonly faults: TrustFaults;
  /** What the server had against the policy that the choices made. */
  readonly error: string | undefined;
  readonly onChange: (part: Partial<Draft>) => void;
}

export function TrustStep({ draft, faults, error, onChange }: TrustStepProps) {
  const { accountId } = useConsole();
  return (
    <Container header={<Header variant="h2">{t("createRole.trust.short")}</Header>}>
      <SpaceBetween size="l">
        <FormField label={t("createRole.trust.who")} errorText={error}>
          <RadioGroup
            value={draft.trust}
            items={trustKinds.map((kind) => ({
              value: kind,
              label: t(`createRole.trust.${kind}`),
              description: t(`createRole.trust.${kind}Help`),
            }))}
            onChange={({ detail }) => {
              const trust = trustKinds.find((kind) => kind === detail.value);
              if (trust !== undefined) onChange({ trust });
            }}
          />
        </FormField>
        {draft.trust === "named" ? (
          <Named draft={draft} fault={faults.named} onChange={onChange} />
        ) : null}
        {draft.trust === "other" ? (
          <Other draft={draft} faults={faults} onChange={onChange} />
        ) : null}
        <Checkbox
          checked={draft.requireMfa}
          description={t("createRole.trust.mfaHelp")}
          onChange={({ detail }) => onChange({ requireMfa: detail.checked })}
        >
          {t("createRole.trust.mfa")}
        </Checkbox>
        <ExpandableSection headerText={t("createRole.trust.policy")}>
          <PolicyDocument
            text={trustPolicyOf(draft, accountId)}
            what={t("createRole.trust.policy")}
          />
        </ExpandableSection>
      </SpaceBetween>
    </Container>
  );
}

type PartProps = Pick<TrustStepProps, "draft" | "onChange">;

function Named({ draft, fault, onChange }: PartProps & { readonly fault: string | undefined }) {
  const { denied } = useConsole();
  return (
    <SpaceBetween size="m">
      <FormField label={t("createRole.trust.users")} errorText={fault}>
        {denied["iam:ListUsers"] ?? (
          <PrincipalPicker
            kind="user"
            selected={draft.users}
            onChange={(users) => onChange({ users })}
          />
        )}
      </FormField>
      <FormField label={t("createRole.trust.roles")}>
        {denied["iam:ListRoles"] ?? (
          <PrincipalPicker
            kind="role"
            selected={draft.roles}
            onChange={(roles) => onChange({ roles })}
          />
        )}
      </FormField>
    </SpaceBetween>
  );
}

function Other({ draft, faults, onChange }: PartProps & { readonly faults: TrustFaults }) {
  return (
    <SpaceBetween size="m">
      <FormField
        label={t("createRole.trust.accountId")}
        constraintText={t("createRole.trust.accountIdHelp")}
        errorText={faults.otherAccount}
      >
        <Input
          value={draft.otherAccount}
          inputMode="numeric"
          autoComplete={false}
          onChange={({ detail }) => onChange({ otherAccount: detail.value.trim() })}
        />
      </FormField>
      <FormField
        label={t("createRole.trust.externalId")}
        description={t("createRole.trust.externalIdHelp")}
        errorText={faults.externalId}
      >
        <Input
          value={draft.externalId}
          autoComplete={false}
          spellcheck={false}
          onChange={({ detail }) => onChange({ externalId: detail.value.trim() })}
        />
      </FormField>
    </SpaceBetween>
  );
}
