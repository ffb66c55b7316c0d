import Alert from "@cloudscape-design/components/alert";
import Box from "@cloudscape-design/components/box";
import Button from "@cloudscape-design/components/button";
import Container from "@cloudscape-design/components/container";
import Header from "@cloudscape-design/components/header";
import KeyValuePairs from "@cloudscape-design/components/key-value-pairs";
import SpaceBetween from "@cloudscape-design/components/space-between";
import StatusIndicator from "@cloudscape-design/components/status-indicator";
import { type ReactNode, useState } from "react";
import { call } from "../../api/client.ts";
import type { MfaDeviceDetail, UserDetail } from "../../api/types.ts";
import { CopyableText } from "../../components/copy.tsx";
import { deniedAll } from "../../components/denied.ts";
import { useFlash } from "../../components/flash.tsx";
import { GatedButton } from "../../components/gated-button.tsx";
import { Instant } from "../../components/instant.tsx";
import { lazyDialog } from "../../components/lazy-dialog.tsx";
import { useAction } from "../../components/use-action.ts";
import { t } from "../../i18n/t.ts";
import { AccessKeys } from "./access-keys.tsx";
import { UserSyncDevices } from "./sync-devices.tsx";
import type { UserTabProps } from "./tab-props.ts";

const ManageMfaDevice = lazyDialog(
  async () => (await import("../../components/mfa/manage-mfa-device.tsx")).ManageMfaDevice,
);
const ManagePassword = lazyDialog(
  async () => (await import("./manage-password.tsx")).ManagePassword,
);

export function CredentialsTab({ detail, onChanged }: UserTabProps) {
  const { user, loginProfile, mfaDevices, denied } = detail;
  const { userName } = user;
  const [dialog, setDialog] = useState<"password" | "mfa">();
  const close = () => setDialog(undefined);

  return (
    <SpaceBetween size="l">
      {detail.codesClosed ? <ClosedCodes userName={userName} onOpened={onChanged} /> : null}
      <Container header={<Header variant="h2">{t("user.credentials.signIn")}</Header>}>
        <KeyValuePairs
          columns={1}
          items={[
            {
              label: t("user.credentials.link"),
              value: <CopyableText text={detail.signInUrl} what={t("user.credentials.link")} />,
            },
            {
              label: t("user.credentials.password"),
              value: (
                <Managed
                  button={
                    <GatedButton
                      denied={passwordDenied(detail)}
                      onClick={() => setDialog("password")}
                    >
                      {t("action.manage")}
                    </GatedButton>
                  }
                >
                  <PasswordState loginProfile={loginProfile} />
                </Managed>
              ),
            },
            {
              label: t("user.credentials.mfa"),
              value: (
                <Managed
                  button={
                    <GatedButton
                      denied={mfaDenied(detail)}
                      ariaLabel={t("user.credentials.manageMfa")}
                      onClick={() => setDialog("mfa")}
                    >
                      {t("action.manage")}
                    </GatedButton>
                  }
                >
                  <DeviceList devices={mfaDevices} passwordAlone={loginProfile !== undefined} />
                </Managed>
              ),
            },
          ]}
        />
      </Container>
      <AccessKeys detail={detail} onChanged={onChanged} />
      <UserSyncDevices detail={detail} />
      {dialog === "password" ? (
        <ManagePassword detail={detail} onChanged={onChanged} onDismiss={close} />
      ) : null}
      {dialog === "mfa" ? (
        <ManageMfaDevice
          owner={{ kind: "user", userName }}
          devices={mfaDevices}
          denied={denied}
          onChanged={onChanged}
          onDismiss={close}
        />
      ) : null}
    </SpaceBetween>
  );
}

function passwordDenied({ loginProfile, denied }: UserDetail): string | undefined {
  return loginProfile === undefined
    ? denied["iam:CreateLoginProfile"]
    : deniedAll(denied, ["iam:UpdateLoginProfile", "iam:DeleteLoginProfile"]);
}

/** With no device yet, there is only the wizard behind the button. */
function mfaDenied({ mfaDevices, denied }: UserDetail): string | undefined {
  const others = mfaDevices.length === 0 ? [] : ["iam:ResyncMFADevice", "iam:DeactivateMFADevice"];
  return deniedAll(denied, ["iam:EnableMFADevice", ...others]);
}

/** A state, and beside it the button that changes it. */
function Managed(props: { readonly children: ReactNode; readonly button: ReactNode }) {
  return (
    <div className="sp-managed">
      <div>{props.children}</div>
      {props.button}
    </div>
  );
}

function PasswordState(props: { readonly loginProfile: UserDetail["loginProfile"] | undefined }) {
  const { loginProfile } = props;
  if (loginProfile === undefined) return t("state.disabled");
  const { lastUsedAt, passwordResetRequired } = loginProfile;
  return (
    <>
      {t("state.enabled")}{" "}
      <Box variant="span" color="text-body-secondary">
        {lastUsedAt === undefined ? (
          `(${t("user.credentials.neverSignedIn")})`
        ) : (
          <>
            ({t("user.credentials.lastSignIn")} <Instant at={lastUsedAt} style="ago" />)
          </>
        )}
      </Box>
      {passwordResetRequired ? (
        <Box color="text-body-secondary" fontSize="body-s">
          {t("user.credentials.mustChange")}
        </Box>
      ) : null}
    </>
  );
}

function DeviceList(props: {
  readonly devices: readonly MfaDeviceDetail[];
  /** True where a password without MFA is all it takes to sign in. */
  readonly passwordAlone: boolean;
}) {
  if (props.devices.length === 0) {
    return (
      <>
        {t("state.notAssigned")}
        {props.passwordAlone ? (
          <Box fontSize="body-s">
            <StatusIndicator type="warning">{t("user.credentials.noMfa")}</StatusIndicator>
          </Box>
        ) : null}
      </>
    );
  }
  return (
    <ul className="sp-plain-list">
      {props.devices.map(({ serialNumber, status }) => (
        <li key={serialNumber}>
          {serialNumber}{" "}
          {status === "outOfSync" ? (
            <StatusIndicator type="warning">{t("user.credentials.outOfSync")}</StatusIndicator>
          ) : null}
        </li>
      ))}
    </ul>
  );
}

function ClosedCodes(props: { readonly userName: string; readonly onOpened: () => void }) {
  const { userName, onOpened } = props;
  const { busy, run } = useAction();
  const flash = useFlash();
  const unlock = async () => {
    try {
      await call("UnlockCodes", { userName });
      flash.show({ type: "success", content: t("user.credentials.unlocked", { userName }) });
      onOpened();
    } catch (error) {
      flash.showError(error);
    }
  };
  return (
    <Alert
      type="warning"
      header={t("user.credentials.closedTitle", { userName })}
      action={
        <Button loading={busy} onClick={() => run(unlock)}>
          {t("user.credentials.unlock")}
        </Button>
      }
    >
      {t("user.credentials.closedText")}
    </Alert>
  );
}
