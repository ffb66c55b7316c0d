import Container from "@cloudscape-design/components/container";
import FormField from "@cloudscape-design/components/form-field";
import Header from "@cloudscape-design/components/header";
import SpaceBetween from "@cloudscape-design/components/space-between";
import type { FormErrors } from "../../components/form-errors.ts";
import { PolicyPicker } from "../../components/policy/policy-picker.tsx";
import { useConsole } from "../../context/console-context.tsx";
import { t } from "../../i18n/t.ts";
import type { Draft } from "./draft.ts";

interface PermissionsStepProps {
  readonly draft: Draft;
  readonly errors: FormErrors;
  readonly onChange: (part: Partial<Draft>) => void;
}

export function PermissionsStep({ draft, errors, onChange }: PermissionsStepProps) {
  const { policyArns, boundary } = draft;
  const denied = useConsole().denied["iam:ListPolicies"];
  return (
    <Container header={<Header variant="h2">{t("createRole.permissions.short")}</Header>}>
      <SpaceBetween size="l">
        <FormField
          label={t("createRole.permissions.policies")}
          description={t("createRole.permissions.policiesHelp")}
          errorText={errors.at("policyArns")}
        >
          {denied ?? (
            <PolicyPicker
              selected={policyArns}
              onChange={(chosen) => onChange({ policyArns: chosen })}
            />
          )}
        </FormField>
        <FormField
          label={t("createRole.permissions.boundary")}
          description={t("createRole.permissions.boundaryHelp")}
          errorText={errors.at("permissionsBoundary")}
        >
          {/* There is one boundary: the last one chosen. */}
          {denied ?? (
            <PolicyPicker
              selected={boundary === undefined ? [] : [boundary]}
              onChange={(chosen) => onChange({ boundary: chosen.at(-1) })}
            />
          )}
        </FormField>
      </SpaceBetween>
    </Container>
  );
}
