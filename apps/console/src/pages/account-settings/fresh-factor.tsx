import Container from "@cloudscape-design/components/container";
import Header from "@cloudscape-design/components/header";
import KeyValuePairs from "@cloudscape-design/components/key-value-pairs";
import { useState } from "react";
import { isRefusal } from "../../api/error.ts";
import { useQuery } from "../../api/use-query.ts";
import { useFlash } from "../../components/flash.tsx";
import { GatedButton } from "../../components/gated-button.tsx";
import { PageLoading } from "../../components/page-loading.tsx";
import { Problem } from "../../components/problem.tsx";
import { useConsole } from "../../context/console-context.tsx";
import { t } from "../../i18n/t.ts";
import { EditFreshFactor } from "./edit-fresh-factor.tsx";

const noInput = {} as const;

/** Which signed requests need an MFA code that is not older than 15 minutes. */
export function FreshFactor() {
  const { denied } = useConsole();
  const { data, error, reload } = useQuery("GetFreshFactorSetting", noInput);
  const [editing, setEditing] = useState(false);
  const flash = useFlash();
  const mayNotLook = isRefusal(error, "AccessDenied");

  return (
    <Container
      header={
        <Header
          variant="h2"
          description={t("freshFactor.about")}
          actions={
            data === undefined ? null : (
              <GatedButton
                denied={denied["sallyport:PutFreshFactorSetting"]}
                ariaLabel={t("freshFactor.edit")}
                onClick={() => setEditing(true)}
              >
                {t("action.edit")}
              </GatedButton>
            )
          }
        >
          {t("freshFactor.title")}
        </Header>
      }
    >
      {data === undefined && error === undefined ? <PageLoading /> : null}
      {error === undefined ? null : (
        <Problem error={error} {...(mayNotLook ? {} : { onRetry: reload })} />
      )}
      {data === undefined ? null : (
        <KeyValuePairs
          columns={1}
          items={[
            {
              label: t("freshFactor.asked"),
              value: t(`freshFactor.${data.signedRequests}`),
            },
          ]}
        />
      )}
      {editing && data !== undefined ? (
        <EditFreshFactor
          present={data.signedRequests}
          onSaved={() => {
            flash.show({ type: "success", content: t("freshFactor.saved") });
            setEditing(false);
            reload();
          }}
          onDismiss={() => setEditing(false)}
        />
      ) : null}
    </Container>
  );
}
