import Checkbox from "@cloudscape-design/components/checkbox";
import Container from "@cloudscape-design/components/container";
import FormField from "@cloudscape-design/components/form-field";
import Header from "@cloudscape-design/components/header";
import SpaceBetween from "@cloudscape-design/components/space-between";
import { GroupPicker } from "../../components/pickers.tsx";
import { useConsole } from "../../context/console-context.tsx";
import { t } from "../../i18n/t.ts";
import type { Draft } from "./draft.ts";

interface PermissionsStepProps {
  readonly draft: Draft;
  readonly onChange: (part: Partial<Draft>) => void;
  readonly error: string | undefined;
  /** True where the account has no group of administrators yet. */
  readonly offerAdministrators: boolean;
}

export function PermissionsStep(props: PermissionsStepProps) {
  const { draft, onChange, error, offerAdministrators } = props;
  const { denied } = useConsole();
  const joining = denied["iam:AddUserToGroup"];
  const making = denied["iam:CreateGroup"];
  return (
    <Container header={<Header variant="h2">{t("addUsers.groups.short")}</Header>}>
      <SpaceBetween size="l">
        <FormField
          label={t("addUsers.groups.label")}
          description={t("addUsers.groups.help")}
          errorText={error}
        >
          {joining === undefined ? (
            <GroupPicker
              selected={draft.groupNames}
              onChange={(groupNames) => onChange({ groupNames })}
            />
          ) : (
            joining
          )}
        </FormField>
        {offerAdministrators ? (
          <Checkbox
            checked={draft.createAdministrators}
            disabled={making !== undefined}
            description={making ?? t("addUsers.admins.help")}
            onChange={({ detail }) => onChange({ createAdministrators: detail.checked })}
          >
            {t("addUsers.admins.label")}
          </Checkbox>
        ) : null}
      </SpaceBetween>
    </Container>
  );
}
