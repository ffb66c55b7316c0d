import Box from "@cloudscape-design/components/box";
import Container from "@cloudscape-design/components/container";
import FormField from "@cloudscape-design/components/form-field";
import Header from "@cloudscape-design/components/header";
import SpaceBetween from "@cloudscape-design/components/space-between";
import { useState } from "react";
import { call } from "../../api/client.ts";
import type { AttachedPolicy, Denied } from "../../api/types.ts";
import { t } from "../../i18n/t.ts";
import { toPolicy } from "../../routes.ts";
import { AppLink } from "../app-link.tsx";
import { useFlash } from "../flash.tsx";
import { FormDialog } from "../form-dialog.tsx";
import { GatedButton } from "../gated-button.tsx";
import { PolicyPicker } from "../policy/policy-picker.tsx";

interface BoundaryProps {
  readonly userName: string;
  readonly boundary: AttachedPolicy | undefined;
  readonly denied: Denied;
  readonly onChanged: () => void;
}

export function Boundary({ userName, boundary, denied, onChanged }: BoundaryProps) {
  const [dialog, setDialog] = useState<"set" | "remove">();
  const flash = useFlash();

  function done(message: string) {
    flash.show({ type: "success", content: message });
    setDialog(undefined);
    onChanged();
  }

  return (
    <Container
      header={
        <Header
          variant="h2"
          description={t("permissions.boundary.description")}
          actions={
            <SpaceBetween direction="horizontal" size="xs">
              {boundary === undefined ? null : (
                <GatedButton
                  denied={denied["iam:DeleteUserPermissionsBoundary"]}
                  onClick={() => setDialog("remove")}
                >
                  {t("permissions.boundary.remove")}
                </GatedButton>
              )}
              <GatedButton
                denied={denied["iam:PutUserPermissionsBoundary"]}
                onClick={() => setDialog("set")}
              >
                {t(
                  boundary === undefined
                    ? "permissions.boundary.set"
                    : "permissions.boundary.change",
                )}
              </GatedButton>
            </SpaceBetween>
          }
        >
          {t("permissions.boundary.title")}
        </Header>
      }
    >
      {boundary === undefined ? (
        <Box color="text-body-secondary">{t("permissions.boundary.none", { name: userName })}</Box>
      ) : (
        <AppLink href={toPolicy(boundary.policyArn)}>{boundary.policyName}</AppLink>
      )}
      {dialog === "set" ? (
        <SetBoundary
          userName={userName}
          onSaved={() => done(t("permissions.boundary.saved"))}
          onDismiss={() => setDialog(undefined)}
        />
      ) : null}
      {dialog === "remove" ? (
        <FormDialog
          title={t("permissions.boundary.removeTitle", { name: userName })}
          submitText={t("permissions.boundary.remove")}
          fields={[]}
          onSubmit={async () => {
            await call("DeleteUserPermissionsBoundary", { userName });
            done(t("permissions.boundary.removed"));
          }}
          onDismiss={() => setDialog(undefined)}
        >
          {() => t("permissions.boundary.removeText")}
        </FormDialog>
      ) : null}
    </Container>
  );
}

function SetBoundary(props: {
  readonly userName: string;
  readonly onSaved: () => void;
  readonly onDismiss: () => void;
}) {
  const { userName, onSaved, onDismiss } = props;
  const [chosen, setChosen] = useState<string>();
  return (
    <FormDialog
      title={t("permissions.boundary.setTitle", { name: userName })}
      submitText={t("permissions.boundary.set")}
      submitDisabled={chosen === undefined}
      fields={["permissionsBoundary"]}
      onSubmit={async () => {
        if (chosen === undefined) return;
        await call("PutUserPermissionsBoundary", { userName, permissionsBoundary: chosen });
        onSaved();
      }}
      onDismiss={onDismiss}
    >
      {(errors) => (
        <FormField
          label={t("permissions.boundary.label")}
          errorText={errors.at("permissionsBoundary")}
          stretch={true}
        >
          {/* There is one boundary: the last one chosen. */}
          <PolicyPicker
            selected={chosen === undefined ? [] : [chosen]}
            onChange={(selected) => setChosen(selected.at(-1))}
          />
        </FormField>
      )}
    </FormDialog>
  );
}
