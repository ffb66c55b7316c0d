import Button from "@cloudscape-design/components/button";
import Container from "@cloudscape-design/components/container";
import Header from "@cloudscape-design/components/header";
import KeyValuePairs from "@cloudscape-design/components/key-value-pairs";
import SpaceBetween from "@cloudscape-design/components/space-between";
import type { FormErrors } from "../../components/form-errors.ts";
import { TagsEditor } from "../../components/tags-editor.tsx";
import { t } from "../../i18n/t.ts";
import type { Draft } from "./draft.ts";

interface ReviewStepProps {
  readonly draft: Draft;
  readonly onChange: (part: Partial<Draft>) => void;
  readonly errors: FormErrors;
  readonly onEdit: (step: number) => void;
}

export function ReviewStep({ draft, onChange, errors, onEdit }: ReviewStepProps) {
  return (
    <SpaceBetween size="l">
      <Container
        header={<SectionHeader text={t("addUsers.details.short")} onEdit={() => onEdit(0)} />}
      >
        <KeyValuePairs
          columns={3}
          items={[
            { label: t("addUsers.userName"), value: draft.userName },
            { label: t("addUsers.path"), value: draft.path },
            { label: t("password.consolePassword"), value: passwordWords(draft) },
          ]}
        />
      </Container>
      <Container
        header={<SectionHeader text={t("addUsers.groups.short")} onEdit={() => onEdit(1)} />}
      >
        <KeyValuePairs
          columns={1}
          items={[{ label: t("addUsers.groups.label"), value: groupWords(draft) }]}
        />
      </Container>
      <Container
        header={
          <Header variant="h2" description={t("addUsers.tags.description")}>
            {t("tags.title")}
          </Header>
        }
      >
        <TagsEditor tags={draft.tags} errors={errors} onChange={(tags) => onChange({ tags })} />
      </Container>
    </SpaceBetween>
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

function passwordWords({ consoleAccess, password }: Draft): string {
  if (!consoleAccess) return t("state.none");
  const kind = t(`addUsers.password.${password.method}`);
  return password.resetRequired ? `${kind}. ${t("addUsers.password.mustChange")}` : kind;
}

function groupWords({ groupNames, createAdministrators }: Draft): string {
  const names = createAdministrators ? [...groupNames, t("addUsers.admins.new")] : groupNames;
  return names.length === 0 ? t("state.none") : names.join(", ");
}
