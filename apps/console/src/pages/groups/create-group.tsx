import ExpandableSection from "@cloudscape-design/components/expandable-section";
import FormField from "@cloudscape-design/components/form-field";
import Input from "@cloudscape-design/components/input";
import { useState } from "react";
import { call } from "../../api/client.ts";
import { FormDialog } from "../../components/form-dialog.tsx";
import { t } from "../../i18n/t.ts";

interface CreateGroupProps {
  readonly onCreated: (groupName: string) => void;
  readonly onDismiss: () => void;
}

const fields = ["groupName", "path"] as const;
const byCode = { EntityAlreadyExists: "groupName" } as const;

export function CreateGroup({ onCreated, onDismiss }: CreateGroupProps) {
  const [groupName, setGroupName] = useState("");
  const [path, setPath] = useState("/");
  return (
    <FormDialog
      title={t("groups.create.title")}
      submitText={t("groups.create")}
      submitDisabled={groupName === ""}
      fields={fields}
      byCode={byCode}
      onSubmit={async () => {
        const input = path === "/" ? { groupName } : { groupName, path };
        const { group } = await call("CreateGroup", input);
        onCreated(group.groupName);
      }}
      onDismiss={onDismiss}
    >
      {(errors) => (
        <>
          <FormField
            label={t("groups.create.name")}
            constraintText={t("groups.create.nameHelp")}
            errorText={errors.at("groupName")}
            stretch={true}
          >
            <Input
              value={groupName}
              autoComplete={false}
              spellcheck={false}
              onChange={({ detail }) => setGroupName(detail.value.trim())}
            />
          </FormField>
          <ExpandableSection
            headerText={t("addUsers.more")}
            defaultExpanded={errors.at("path") !== undefined}
          >
            <FormField
              label={t("groups.create.path")}
              description={t("groups.create.pathHelp")}
              errorText={errors.at("path")}
              stretch={true}
            >
              <Input
                value={path}
                autoComplete={false}
                spellcheck={false}
                onChange={({ detail }) => setPath(detail.value)}
              />
            </FormField>
          </ExpandableSection>
        </>
      )}
    </FormDialog>
  );
}
