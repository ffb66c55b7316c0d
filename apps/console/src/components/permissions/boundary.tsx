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

/** Groups have none. */
export interface Bounded {
  readonly kind: "user" | "role";
  readonly name: string;
}

const bounds = {
  user: {
    action: "UserPermissionsBoundary",
    set: (userName: string, permissionsBoundary: string) =>
      call("PutUserPermissionsBoundary", { userName, permissionsBoundary }),
    remove: (userName: string) => call("DeleteUserPermissionsBoundary", { userName }),
  },
  role: {
    action: "RolePermissionsBoundary",
    set: (roleName: string, permissionsBoundary: string) =>
      call("PutRolePermissionsBoundary", { roleName, permissionsBoundary }),
    remove: (roleName: string) => call("DeleteRolePermissionsBoundary", { roleName }),
  },
} as const;

interface BoundaryProps {
  readonly holder: Bounded;
  readonly boundary: AttachedPolicy | undefined;
  readonly denied: Denied;
  readonly onChanged: () => void;
}

export function Boundary({ holder, boundary, denied, onChanged }: BoundaryProps) {
  const { kind, name } = holder;
  const { action, remove } = bounds[kind];
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
                  denied={denied[`iam:Delete${action}`]}
                  onClick={() => setDialog("remove")}
                >
                  {t("permissions.boundary.remove")}
                </GatedButton>
              )}
              <GatedButton denied={denied[`iam:Put${action}`]} onClick={() => setDialog("set")}>
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
        <Box color="text-body-secondary">{t("permissions.boundary.none", { name })}</Box>
      ) : (
        <AppLink href={toPolicy(boundary.policyArn)}>{boundary.policyName}</AppLink>
      )}
      {dialog === "set" ? (
        <SetBoundary
          holder={holder}
          onSaved={() => done(t("permissions.boundary.saved"))}
          onDismiss={() => setDialog(undefined)}
        />
      ) : null}
      {dialog === "remove" ? (
        <FormDialog
          title={t("permissions.boundary.removeTitle", { name })}
          submitText={t("permissions.boundary.remove")}
          fields={[]}
          onSubmit={async () => {
            await remove(name);
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
  readonly holder: Bounded;
  readonly onSaved: () => void;
  readonly onDismiss: () => void;
}) {
  const { holder, onSaved, onDismiss } = props;
  const { kind, name } = holder;
  const [chosen, setChosen] = useState<string>();
  return (
    <FormDialog
      title={t("permissions.boundary.setTitle", { name })}
      submitText={t("permissions.boundary.set")}
      submitDisabled={chosen === undefined}
      fields={["permissionsBoundary"]}
      onSubmit={async () => {
        if (chosen === undefined) return;
        await bounds[kind].set(name, chosen);
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
