import Checkbox from "@cloudscape-design/components/checkbox";
import Container from "@cloudscape-design/components/container";
import ExpandableSection from "@cloudscape-design/components/expandable-section";
import FormField from "@cloudscape-design/components/form-field";
import Header from "@cloudscape-design/components/header";
import Input from "@cloudscape-design/components/input";
import SpaceBetween from "@cloudscape-design/components/space-between";
import { PasswordChoice } from "../../components/password-choice.tsx";
import { t } from "../../i18n/t.ts";
import type { DetailField, Draft } from "./draft.ts";

interface DetailsStepProps {
  readonly draft: Draft;
  readonly onChange: (part: Partial<Draft>) => void;
  readonly errorAt: (field: DetailField) => string | undefined;
}

export function DetailsStep({ draft, onChange, errorAt }: DetailsStepProps) {
  return (
    <SpaceBetween size="l">
      <Container header={<Header variant="h2">{t("addUsers.details.short")}</Header>}>
        <SpaceBetween size="l">
          <FormField
            label={t("addUsers.userName")}
            constraintText={t("addUsers.userNameHelp")}
            errorText={errorAt("userName")}
          >
            <Input
              value={draft.userName}
              autoFocus={true}
              autoComplete={false}
              spellcheck={false}
              onChange={({ detail }) => onChange({ userName: detail.value.trim() })}
            />
          </FormField>
          <ExpandableSection headerText={t("addUsers.more")} defaultExpanded={draft.path !== "/"}>
            <FormField
              label={t("addUsers.path")}
              description={t("addUsers.pathHelp")}
              errorText={errorAt("path")}
            >
              <Input
                value={draft.path}
                autoComplete={false}
                spellcheck={false}
                onChange={({ detail }) => onChange({ path: detail.value })}
              />
            </FormField>
          </ExpandableSection>
        </SpaceBetween>
      </Container>
      <Container header={<Header variant="h2">{t("addUsers.consoleAccess")}</Header>}>
        <SpaceBetween size="l">
          <Checkbox
            checked={draft.consoleAccess}
            description={t("addUsers.consoleAccessHelp")}
            onChange={({ detail }) => onChange({ consoleAccess: detail.checked })}
          >
            {t("addUsers.consoleAccess")}
          </Checkbox>
          {draft.consoleAccess ? (
            <PasswordChoice
              value={draft.password}
              error={errorAt("consoleAccess.password")}
              onChange={(password) => onChange({ password })}
            />
          ) : null}
        </SpaceBetween>
      </Container>
    </SpaceBetween>
  );
}
