import Container from "@cloudscape-design/components/container";
import FormField from "@cloudscape-design/components/form-field";
import Header from "@cloudscape-design/components/header";
import Textarea from "@cloudscape-design/components/textarea";
import { useState } from "react";
import { call } from "../../api/client.ts";
import { useQuery } from "../../api/use-query.ts";
import { useFlash } from "../../components/flash.tsx";
import { FormDialog } from "../../components/form-dialog.tsx";
import { GatedButton } from "../../components/gated-button.tsx";
import { PageLoading } from "../../components/page-loading.tsx";
import { Problem } from "../../components/problem.tsx";
import { useConsole } from "../../context/console-context.tsx";
import { t } from "../../i18n/t.ts";
import { linesOf } from "../identity-providers/provider-names.ts";

/** For whom tokens of an OpenID Connect provider may be made out. */
export function Audiences({ arn }: { readonly arn: string }) {
  const { denied } = useConsole();
  const { data, error, reload } = useQuery("GetOpenIDConnectProvider", {
    openIDConnectProviderArn: arn,
  });
  const [editing, setEditing] = useState(false);
  const flash = useFlash();
  const audiences = data?.clientIDList ?? [];

  return (
    <Container
      header={
        <Header
          variant="h2"
          counter={data === undefined ? "" : `(${audiences.length})`}
          description={t("provider.audiences.about")}
          actions={
            <GatedButton
              denied={denied["iam:AddClientIDToOpenIDConnectProvider"]}
              disabled={data === undefined}
              ariaLabel={t("provider.audiences.edit")}
              onClick={() => setEditing(true)}
            >
              {t("action.edit")}
            </GatedButton>
          }
        >
          {t("provider.audiences")}
        </Header>
      }
    >
      {data === undefined && error === undefined ? <PageLoading /> : null}
      {error === undefined ? null : <Problem error={error} onRetry={reload} />}
      {data === undefined ? null : (
        <div>{audiences.length === 0 ? t("provider.audiences.none") : audiences.join(", ")}</div>
      )}
      {editing ? (
        <EditAudiences
          arn={arn}
          audiences={audiences}
          onSaved={() => {
            flash.show({ type: "success", content: t("provider.audiences.saved") });
            setEditing(false);
            reload();
          }}
          onDismiss={() => setEditing(false)}
        />
      ) : null}
    </Container>
  );
}

function EditAudiences(props: {
  readonly arn: string;
  readonly audiences: readonly string[];
  readonly onSaved: () => void;
  readonly onDismiss: () => void;
}) {
  const { arn: openIDConnectProviderArn, audiences, onSaved, onDismiss } = props;
  const [text, setText] = useState(audiences.join("\n"));

  async function save() {
    const wanted = linesOf(text);
    // First away with the old ones: else a hundred could not be exchanged for a hundred others.
    for (const clientID of audiences.filter((one) => !wanted.includes(one)))
      await call("RemoveClientIDFromOpenIDConnectProvider", { openIDConnectProviderArn, clientID });
    for (const clientID of wanted.filter((one) => !audiences.includes(one)))
      await call("AddClientIDToOpenIDConnectProvider", { openIDConnectProviderArn, clientID });
    onSaved();
  }

  return (
    <FormDialog
      title={t("provider.audiences.edit")}
      submitText={t("action.save")}
      fields={["clientID"]}
      onSubmit={save}
      onDismiss={onDismiss}
    >
      {(errors) => (
        <FormField
          label={t("provider.audiences")}
          constraintText={t("provider.audiences.help")}
          errorText={errors.at("clientID")}
          stretch={true}
        >
          <Textarea
            value={text}
            rows={6}
            spellcheck={false}
            onChange={({ detail }) => setText(detail.value)}
          />
        </FormField>
      )}
    </FormDialog>
  );
}
