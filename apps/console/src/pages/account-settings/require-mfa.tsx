import KeyValuePairs from "@cloudscape-design/components/key-value-pairs";
import SpaceBetween from "@cloudscape-design/components/space-between";
import { call } from "../../api/client.ts";
import type { Output } from "../../api/types.ts";
import { FormDialog } from "../../components/form-dialog.tsx";
import { GatedButton } from "../../components/gated-button.tsx";
import { Instant } from "../../components/instant.tsx";
import { useConsole } from "../../context/console-context.tsx";
import { t } from "../../i18n/t.ts";
import { EditMfaRequirement } from "./edit-mfa-requirement.tsx";
import { Setting, type SettingDialogs } from "./setting.tsx";

type Dialogs = SettingDialogs<"edit" | "off">;

/** Whether the account requires MFA, and the one switch for it. */
export function RequireMfa() {
  return (
    <Setting
      operation="GetMFARequirement"
      title={t("requireMfa.title")}
      about={t("requireMfa.about")}
      actions={({ requirement }, dialogs: Dialogs) => (
        <Switch isOn={requirement !== undefined} dialogs={dialogs} />
      )}
    >
      {(answer, { shown, saved, dismiss }) => (
        <>
          <Requirement answer={answer} />
          {shown === "edit" ? (
            <EditMfaRequirement
              answer={answer}
              onSaved={() => saved(t("requireMfa.on"))}
              onDismiss={dismiss}
            />
          ) : null}
          {shown === "off" ? (
            <FormDialog
              title={t("requireMfa.offTitle")}
              submitText={t("requireMfa.switchOff")}
              fields={[]}
              onSubmit={async () => {
                await call("DeleteMFARequirement", {});
                saved(t("requireMfa.offDone"));
              }}
              onDismiss={dismiss}
            >
              {() => t("requireMfa.offText")}
            </FormDialog>
          ) : null}
        </>
      )}
    </Setting>
  );
}

function Switch({ isOn, dialogs }: { readonly isOn: boolean; readonly dialogs: Dialogs }) {
  const { denied } = useConsole();
  return (
    <SpaceBetween direction="horizontal" size="xs">
      <GatedButton
        denied={denied["sallyport:PutMFARequirement"]}
        ariaLabel={t(isOn ? "requireMfa.edit" : "requireMfa.switchOn")}
        onClick={() => dialogs.show("edit")}
      >
        {t(isOn ? "action.edit" : "requireMfa.switchOn")}
      </GatedButton>
      {isOn ? (
        <GatedButton
          denied={denied["sallyport:DeleteMFARequirement"]}
          ariaLabel={t("requireMfa.switchOffLabel")}
          onClick={() => dialogs.show("off")}
        >
          {t("requireMfa.switchOff")}
        </GatedButton>
      ) : null}
    </SpaceBetween>
  );
}

function Requirement({ answer }: { readonly answer: Output<"GetMFARequirement"> }) {
  const { requirement, groupNames, exemptGroupNames } = answer;
  if (requirement === undefined) {
    return (
      <KeyValuePairs items={[{ label: t("requireMfa.status"), value: t("requireMfa.off") }]} />
    );
  }
  const { since, everyone, graceDays } = requirement;
  return (
    <KeyValuePairs
      columns={1}
      items={[
        { label: t("requireMfa.onSince"), value: <Instant at={since} /> },
        {
          label: t("requireMfa.scope"),
          value: everyone ? t("requireMfa.everyone") : groupNames.join(", "),
        },
        {
          label: t("requireMfa.exempt"),
          value: exemptGroupNames.join(", ") || t("requireMfa.noExempt"),
        },
        { label: t("requireMfa.grace"), value: graceDays },
      ]}
    />
  );
}
