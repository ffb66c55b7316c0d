import Button from "@cloudscape-design/components/button";
import Container from "@cloudscape-design/components/container";
import FormField from "@cloudscape-design/components/form-field";
import Header from "@cloudscape-design/components/header";
import Input from "@cloudscape-design/components/input";
import KeyValuePairs from "@cloudscape-design/components/key-value-pairs";
import SpaceBetween from "@cloudscape-design/components/space-between";
import Textarea from "@cloudscape-design/components/textarea";
import { DurationPicker } from "../../components/duration-picker.tsx";
import type { FormErrors } from "../../components/form-errors.ts";
import { PolicyDocument } from "../../components/policy/policy-document.tsx";
import { policyNameOf } from "../../components/policy/policy-name.ts";
import { TagsEditor } from "../../components/tags-editor.tsx";
import { useConsole } from "../../context/console-context.tsx";
import { t } from "../../i18n/t.ts";
import { type Draft, trustPolicyOf } from "./draft.ts";

interface ReviewStepProps {
  readonly draft: Draft;
  readonly nameFault: string | undefined;
  readonly errors: FormErrors;
  readonly onChange: (part: Partial<Draft>) => void;
  readonly onEdit: (step: number) => void;
}

export function ReviewStep(props: ReviewStepProps) {
  const { draft, errors, onChange, onEdit } = props;
  const { accountId } = useConsole();
  const { policyArns, boundary } = draft;
  return (
    <SpaceBetween size="l">
      <Details {...props} />
      <Container
        header={<SectionHeader text={t("createRole.trust.short")} onEdit={() => onEdit(0)} />}
      >
        <PolicyDocument
          text={trustPolicyOf(draft, accountId)}
          what={t("createRole.trust.policy")}
        />
      </Container>
      <Container
        header={<SectionHeader text={t("createRole.permissions.short")} onEdit={() => onEdit(1)} />}
      >
        <KeyValuePairs
          columns={2}
          items={[
            {
              label: t("createRole.permissions.policies"),
              value: policyArns.map(policyNameOf).join(", ") || t("state.none"),
            },
            {
              label: t("createRole.permissions.boundary"),
              value: boundary === undefined ? t("state.none") : policyNameOf(boundary),
            },
          ]}
        />
      </Container>
      <Container
        header={
          <Header variant="h2" description={t("createRole.tags.description")}>
            {t("tags.title")}
          </Header>
        }
      >
        <TagsEditor tags={draft.tags} errors={errors} onChange={(tags) => onChange({ tags })} />
      </Container>
    </SpaceBetween>
  );
}

function Details({ draft, nameFault, errors, onChange }: ReviewStepProps) {
  return (
    <Container header={<Header variant="h2">{t("createRole.details.short")}</Header>}>
      <SpaceBetween size="l">
        <FormField
          label={t("createRole.name")}
          constraintText={t("createRole.nameHelp")}
          errorText={nameFault ?? errors.at("roleName")}
        >
          <Input
            value={draft.roleName}
            autoComplete={false}
            spellcheck={false}
            onChange={({ detail }) => onChange({ roleName: detail.value.trim() })}
          />
        </FormField>
        <FormField
          label={t("createRole.descriptionLabel")}
          description={t("createRole.descriptionHelp")}
          errorText={errors.at("description")}
        >
          <Textarea
            value={draft.description}
            rows={2}
            onChange={({ detail }) => onChange({ description: detail.value })}
          />
        </FormField>
        <FormField
          label={t("createRole.duration")}
          description={t("createRole.durationHelp")}
          errorText={errors.at("maxSessionDuration")}
        >
          <DurationPicker
            seconds={draft.maxSessionDuration}
            onChange={(maxSessionDuration) => onChange({ maxSessionDuration })}
          />
        </FormField>
      </SpaceBetween>
    </Container>
  );
}

function SectionHeader({ text, onEdit }: { readonly text: string; readonly onEdit: () => void }) {
  return (
    <Header
      variant="h2"
      actions={
        <Button ariaLabel={t("action.editWhat", { what: text })} onClick={onEdit}>
          {t("action.edit")}
        </Button>
      }
    >
      {text}
    </Header>
  );
}
