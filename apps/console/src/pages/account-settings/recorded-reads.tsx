import KeyValuePairs from "@cloudscape-design/components/key-value-pairs";
import { call } from "../../api/client.ts";
import { FormDialog } from "../../components/form-dialog.tsx";
import { GatedButton } from "../../components/gated-button.tsx";
import { useConsole } from "../../context/console-context.tsx";
import { t } from "../../i18n/t.ts";
import { Setting } from "./setting.tsx";

const stateOf = (recordReads: boolean) => (recordReads ? "on" : "off");

/** Whether the audit trail has successful reads too, and the switch for it. */
export function RecordedReads() {
  const { denied } = useConsole();
  return (
    <Setting
      operation="GetAuditSetting"
      title={t("recordedReads.title")}
      about={t("recordedReads.about")}
      actions={({ recordReads }, { show }) => (
        <GatedButton denied={denied["sallyport:PutAuditSetting"]} onClick={() => show("confirm")}>
          {t(`recordedReads.${stateOf(recordReads)}.change`)}
        </GatedButton>
      )}
    >
      {({ recordReads }, { shown, saved, dismiss }) => {
        const now = stateOf(recordReads);
        return (
          <>
            <KeyValuePairs
              items={[
                { label: t("recordedReads.status"), value: t(`recordedReads.${now}.status`) },
              ]}
            />
            {shown === "confirm" ? (
              <FormDialog
                title={t(`recordedReads.${now}.ask`)}
                submitText={t(`recordedReads.${now}.change`)}
                fields={[]}
                onSubmit={async () => {
                  await call("PutAuditSetting", { recordReads: !recordReads });
                  saved(t(`recordedReads.${now}.done`));
                }}
                onDismiss={dismiss}
              >
                {() => t(`recordedReads.${now}.text`)}
              </FormDialog>
            ) : null}
          </>
        );
      }}
    </Setting>
  );
}
