import Button from "@cloudscape-design/components/button";
import Container from "@cloudscape-design/components/container";
import FormField from "@cloudscape-design/components/form-field";
import Header from "@cloudscape-design/components/header";
import KeyValuePairs from "@cloudscape-design/components/key-value-pairs";
import RadioGroup from "@cloudscape-design/components/radio-group";
import SpaceBetween from "@cloudscape-design/components/space-between";
import Textarea from "@cloudscape-design/components/textarea";
import { useState } from "react";
import { call } from "../../api/client.ts";
import type { Output } from "../../api/types.ts";
import { useQuery } from "../../api/use-query.ts";
import { ConfirmByTyping } from "../../components/confirm-by-typing.tsx";
import { useFlash } from "../../components/flash.tsx";
import { FormDialog } from "../../components/form-dialog.tsx";
import { GatedButton } from "../../components/gated-button.tsx";
import { Instant } from "../../components/instant.tsx";
import { PageLoading } from "../../components/page-loading.tsx";
import { Problem } from "../../components/problem.tsx";
import { useConsole } from "../../context/console-context.tsx";
import { t } from "../../i18n/t.ts";

type Mode = Output<"GetSAMLProvider">["assertionEncryptionMode"];
type Open = "mode" | "add" | { readonly removing: string };

/** Whether a SAML provider's assertions must be encrypted, and the private keys that read them. */
export function Encryption({ arn: sAMLProviderArn }: { readonly arn: string }) {
  const { denied } = useConsole();
  const { data, error, reload } = useQuery("GetSAMLProvider", { sAMLProviderArn });
  const [open, setOpen] = useState<Open>();
  const flash = useFlash();
  const may = denied["iam:UpdateSAMLProvider"];
  const close = () => setOpen(undefined);
  const mode = data?.assertionEncryptionMode ?? "Allowed";

  async function change(input: {
    readonly assertionEncryptionMode?: Mode;
    readonly addPrivateKey?: string;
    readonly removePrivateKey?: string;
  }) {
    await call("UpdateSAMLProvider", { sAMLProviderArn, ...input });
    flash.show({ type: "success", content: t("provider.encryption.saved") });
    close();
    reload();
  }

  return (
    <Container
      header={
        <Header
          variant="h2"
          description={t("provider.encryption.about")}
          actions={
            <SpaceBetween direction="horizontal" size="xs">
              <GatedButton
                denied={may}
                disabled={data === undefined}
                onClick={() => setOpen("add")}
              >
                {t("provider.encryption.add")}
              </GatedButton>
              <GatedButton
                denied={may}
                disabled={data === undefined}
                ariaLabel={t("provider.encryption.edit")}
                onClick={() => setOpen("mode")}
              >
                {t("action.edit")}
              </GatedButton>
            </SpaceBetween>
          }
        >
          {t("provider.encryption")}
        </Header>
      }
    >
      {data === undefined && error === undefined ? <PageLoading /> : null}
      {error === undefined ? null : <Problem error={error} onRetry={reload} />}
      {data === undefined ? null : (
        <KeyValuePairs
          columns={2}
          items={[
            { label: t("provider.encryption.mode"), value: t(`provider.encryption.${mode}`) },
            {
              label: t("provider.encryption.keys"),
              value: (
                <PrivateKeys
                  keys={data.privateKeyList ?? []}
                  disabled={may !== undefined}
                  onRemove={(removing) => setOpen({ removing })}
                />
              ),
            },
          ]}
        />
      )}
      {open === "mode" ? (
        <EditMode
          mode={mode}
          onSave={(assertionEncryptionMode) => change({ assertionEncryptionMode })}
          onDismiss={close}
        />
      ) : null}
      {open === "add" ? (
        <AddKey onSave={(addPrivateKey) => change({ addPrivateKey })} onDismiss={close} />
      ) : null}
      {typeof open === "object" ? (
        <ConfirmByTyping
          title={t("provider.encryption.remove.title", { keyId: open.removing })}
          word="remove"
          actionText={t("action.remove")}
          onConfirm={() => change({ removePrivateKey: open.removing })}
          onDismiss={close}
        >
          {t("provider.encryption.remove.text")}
        </ConfirmByTyping>
      ) : null}
    </Container>
  );
}

function PrivateKeys(props: {
  readonly keys: NonNullable<Output<"GetSAMLProvider">["privateKeyList"]>;
  readonly disabled: boolean;
  readonly onRemove: (keyId: string) => void;
}) {
  const { keys, disabled, onRemove } = props;
  if (keys.length === 0) return t("provider.encryption.none");
  return (
    <SpaceBetween size="xs">
      {keys.map(({ keyId, timestamp }) => (
        <div key={keyId}>
          <div>{keyId}</div>
          <Instant at={timestamp} />{" "}
          <Button
            variant="inline-link"
            disabled={disabled}
            ariaLabel={t("provider.encryption.remove", { keyId })}
            onClick={() => onRemove(keyId)}
          >
            {t("action.remove")}
          </Button>
        </div>
      ))}
    </SpaceBetween>
  );
}

function EditMode(props: {
  readonly mode: Mode;
  readonly onSave: (mode: Mode) => Promise<void>;
  readonly onDismiss: () => void;
}) {
  const [mode, setMode] = useState(props.mode);
  return (
    <FormDialog
      title={t("provider.encryption.edit")}
      submitText={t("action.save")}
      fields={["assertionEncryptionMode"]}
      onSubmit={() => props.onSave(mode)}
      onDismiss={props.onDismiss}
    >
      {(errors) => (
        <FormField
          label={t("provider.encryption.mode")}
          errorText={errors.at("assertionEncryptionMode")}
          stretch={true}
        >
          <RadioGroup
            value={mode}
            items={(["Allowed", "Required"] as const).map((value) => ({
              value,
              label: t(`provider.encryption.${value}`),
            }))}
            onChange={({ detail }) => setMode(detail.value as Mode)}
          />
        </FormField>
      )}
    </FormDialog>
  );
}

function AddKey(props: {
  readonly onSave: (pem: string) => Promise<void>;
  readonly onDismiss: () => void;
}) {
  const [pem, setPem] = useState("");
  return (
    <FormDialog
      title={t("provider.encryption.add")}
      submitText={t("provider.encryption.add")}
      submitDisabled={pem.trim() === ""}
      fields={["addPrivateKey"]}
      onSubmit={() => props.onSave(pem)}
      onDismiss={props.onDismiss}
    >
      {(errors) => (
        <FormField
          label={t("provider.encryption.key")}
          constraintText={t("provider.encryption.keyHelp")}
          errorText={errors.at("addPrivateKey")}
          stretch={true}
        >
          <Textarea
            value={pem}
            rows={8}
            spellcheck={false}
            autoComplete={false}
            onChange={({ detail }) => setPem(detail.value)}
          />
        </FormField>
      )}
    </FormDialog>
  );
}
