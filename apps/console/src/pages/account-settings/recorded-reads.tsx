import Container from "@cloudscape-design/components/container";
import Header from "@cloudscape-design/components/header";
import KeyValuePairs from "@cloudscape-design/components/key-value-pairs";
import { useState } from "react";
import { call } from "../../api/client.ts";
import { isRefusal } from "../../api/error.ts";
import { useQuery } from "../../api/use-query.ts";
import { useFlash } from "../../components/flash.tsx";
import { FormDialog } from "../../components/form-dialog.tsx";
import { GatedButton } from "../../components/gated-button.tsx";
import { PageLoading } from "../../components/page-loading.tsx";
import { Problem } from "../../components/problem.tsx";
import { useConsole } from "../../context/console-context.tsx";
import { t } from "../../i18n/t.ts";

const noInput = {} as const;

/** Whether the audit trail has successful reads too, and the switch for it. */
export function RecordedReads() {
  const { denied } = useConsole();
  const { data, error, reload } = useQuery("GetAuditSetting", noInput);
  const [confirming, setConfirming] = useState(false);
  const flash = useFlash();
  const mayNotLook = isRefusal(error, "AccessDenied");
  const now = data?.recordReads === true ? "on" : "off";

  return (
    <Container
      header={
        <Header
          variant="h2"
          description={t("recordedReads.about")}
          actions={
            data === undefined ? null : (
              <GatedButton
                denied={denied["sallyport:PutAuditSetting"]}
                onClick={() => setConfirming(true)}
              >
                {t(`recordedReads.${now}.change`)}
              </GatedButton>
            )
          }
        >
          {t("recordedReads.title")}
        </Header>
      }
    >
      {data === undefined && error === undefined ? <PageLoading /> : null}
      {error === undefined ? null : (
        <Problem error={error} {...(mayNotLook ? {} : { onRetry: reload })} />
      )}
      {data === undefined ? null : (
        <KeyValuePairs
          items={[{ label: t("recordedReads.status"), value: t(`recordedReads.${now}.status`) }]}
        />
      )}
      {confirming ? (
        <FormDialog
          title={t(`recordedReads.${now}.ask`)}
          submitText={t(`recordedReads.${now}.change`)}
          fields={[]}
          onSubmit={async () => {
            await call("PutAuditSetting", { recordReads: now === "off" });
            flash.show({ type: "success", content: t(`recordedReads.${now}.done`) });
            setConfirming(false);
            reload();
          }}
          onDismiss={() => setConfirming(false)}
        >
          {() => t(`recordedReads.${now}.text`)}
        </FormDialog>
      ) : null}
    </Container>
  );
}
