import FormField from "@cloudscape-design/components/form-field";
import Input from "@cloudscape-design/components/input";
import RadioGroup from "@cloudscape-design/components/radio-group";
import Textarea from "@cloudscape-design/components/textarea";
import { useState } from "react";
import { call } from "../../api/client.ts";
import { FormDialog } from "../../components/form-dialog.tsx";
import { t } from "../../i18n/t.ts";
import { linesOf } from "./provider-names.ts";

interface AddProviderProps {
  readonly onAdded: (arn: string) => void;
  readonly onDismiss: () => void;
}

const kinds = ["oidc", "saml"] as const;
const fields = ["url", "clientIDList", "name", "sAMLMetadataDocument"] as const;

export function AddProvider({ onAdded, onDismiss }: AddProviderProps) {
  const [kind, setKind] = useState<(typeof kinds)[number]>("oidc");
  const [url, setUrl] = useState("");
  const [audience, setAudience] = useState("");
  const [name, setName] = useState("");
  const [metadata, setMetadata] = useState("");

  async function add() {
    if (kind === "oidc") {
      const made = await call("CreateOpenIDConnectProvider", {
        url,
        clientIDList: linesOf(audience),
      });
      onAdded(made.openIDConnectProviderArn);
    } else {
      const made = await call("CreateSAMLProvider", { name, sAMLMetadataDocument: metadata });
      onAdded(made.sAMLProviderArn);
    }
  }

  return (
    <FormDialog
      title={t("providers.add")}
      submitText={t("providers.add")}
      submitDisabled={
        kind === "oidc" ? url === "" || audience === "" : name === "" || metadata === ""
      }
      fields={fields}
      byCode={{ EntityAlreadyExists: kind === "oidc" ? "url" : "name" }}
      onSubmit={add}
      onDismiss={onDismiss}
    >
      {(errors) => (
        <>
          <FormField label={t("providers.form.kind")} stretch={true}>
            <RadioGroup
              value={kind}
              items={kinds.map((one) => ({ value: one, label: t(`providers.kind.${one}`) }))}
              onChange={({ detail }) => setKind(detail.value === "saml" ? "saml" : "oidc")}
            />
          </FormField>
          {kind === "oidc" ? (
            <>
              <FormField
                label={t("providers.form.url")}
                constraintText={t("providers.form.urlHelp")}
                errorText={errors.at("url")}
                stretch={true}
              >
                <Input
                  value={url}
                  type="url"
                  autoComplete={false}
                  spellcheck={false}
                  onChange={({ detail }) => setUrl(detail.value.trim())}
                />
              </FormField>
              <FormField
                label={t("providers.form.audience")}
                constraintText={t("providers.form.audienceHelp")}
                errorText={errors.at("clientIDList")}
                stretch={true}
              >
                <Input
                  value={audience}
                  autoComplete={false}
                  spellcheck={false}
                  onChange={({ detail }) => setAudience(detail.value)}
                />
              </FormField>
            </>
          ) : (
            <>
              <FormField
                label={t("providers.form.name")}
                errorText={errors.at("name")}
                stretch={true}
              >
                <Input
                  value={name}
                  autoComplete={false}
                  spellcheck={false}
                  onChange={({ detail }) => setName(detail.value)}
                />
              </FormField>
              <FormField
                label={t("providers.form.metadata")}
                constraintText={t("providers.form.metadataHelp")}
                errorText={errors.at("sAMLMetadataDocument")}
                stretch={true}
              >
                <Textarea
                  value={metadata}
                  rows={8}
                  spellcheck={false}
                  onChange={({ detail }) => setMetadata(detail.value)}
                />
              </FormField>
            </>
          )}
        </>
      )}
    </FormDialog>
  );
}
