import Container from "@cloudscape-design/components/container";
import Header from "@cloudscape-design/components/header";
import KeyValuePairs from "@cloudscape-design/components/key-value-pairs";
import SpaceBetween from "@cloudscape-design/components/space-between";
import { useState } from "react";
import { call } from "../../api/client.ts";
import { isRefusal } from "../../api/error.ts";
import type { Output } from "../../api/types.ts";
import { useQuery } from "../../api/use-query.ts";
import { useFlash } from "../../components/flash.tsx";
import { FormDialog } from "../../components/form-dialog.tsx";
import { GatedButton } from "../../components/gated-button.tsx";
import { Instant } from "../../components/instant.tsx";
import { PageLoading } from "../../components/page-loading.tsx";
import { Problem } from "../../components/problem.tsx";
import { useConsole } from "../../context/console-context.tsx";
import { t } from "../../i18n/t.ts";
import { EditMfaRequirement } from "./edit-mfa-requirement.tsx";

const noInput = {} as const;

/** Whether the account requires MFA, and the one switch for it. */
export function RequireMfa() {
  const { denied } = useConsole();
  const { data, error, reload } = useQuery("GetMFARequirement", noInput);
  const [dialog, setDialog] = useState<"edit" | "off">();
  const flash = useFlash();
  const mayNotLook = isRefusal(error, "AccessDenied");
  const isOn = data?.requirement !== undefined;

  function done(content: string) {
    flash.show({ type: "success", content });
    setDialog(undefined);
    reload();
  }

  return (
    <Container
      header={
        <Header
          variant="h2"
          description={t("requireMfa.about")}
          actions={
            data === undefined ? null : (
              <SpaceBetween direction="horizontal" size="xs">
                <GatedButton
                  denied={denied["sallyport:PutMFARequirement"]}
                  ariaLabel={t(isOn ? "requireMfa.edit" : "requireMfa.switchOn")}
                  onClick={() => setDialog("edit")}
                >
                  {t(isOn ? "action.edit" : "requireMfa.switchOn")}
                </GatedButton>
                {isOn ? (
                  <GatedButton
                    denied={denied["sallyport:DeleteMFARequirement"]}
                    ariaLabel={t("requireMfa.switchOffLabel")}
                    onClick={() => setDialog("off")}
                  >
                    {t("requireMfa.switchOff")}
                  </GatedButton>
                ) : null}
              </SpaceBetween>
            )
          }
        >
          {t("requireMfa.title")}
        </Header>
      }
    >
      {data === undefined && error === undefined ? <PageLoading /> : null}
      {error === undefined ? null : (
        <Problem error={error} {...(mayNotLook ? {} : { onRetry: reload })} />
      )}
      {data === undefined ? null : <Requirement answer={data} />}
      {dialog === "edit" && data !== undefined ? (
        <EditMfaRequirement
          answer={data}
          onSaved={() => done(t("requireMfa.on"))}
          onDismiss={() => setDialog(undefined)}
        />
      ) : null}
      {dialog === "off" ? (
        <FormDialog
          title={t("requireMfa.offTitle")}
          submitText={t("requireMfa.switchOff")}
          fields={[]}
          onSubmit={async () => {
            await call("DeleteMFARequirement", {});
            done(t("requireMfa.offDone"));
          }}
          onDismiss={() => setDialog(undefined)}
        >
          {() => t("requireMfa.offText")}
        </FormDialog>
      ) : null}
    </Container>
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
