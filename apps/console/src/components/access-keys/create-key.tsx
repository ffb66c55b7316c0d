import Alert from "@cloudscape-design/components/alert";
import Box from "@cloudscape-design/components/box";
import Checkbox from "@cloudscape-design/components/checkbox";
import { useState } from "react";
import { call } from "../../api/client.ts";
import { t } from "../../i18n/t.ts";
import { FormDialog } from "../form-dialog.tsx";
import type { NewKey } from "./key-csv.ts";
import { NewKeyDialog } from "./new-key.tsx";
import { type KeyOwner, ownerInput, ownerName } from "./owner.ts";

interface CreateKeyProps {
  readonly owner: KeyOwner;
  /** The key is there; called as the dialog that shows it closes. */
  readonly onCreated: () => void;
  readonly onDismiss: () => void;
}

const noFields: readonly string[] = [];

/** Asks once whether a key is the right thing, above all for root; then makes it and shows it. */
export function CreateKey({ owner, onCreated, onDismiss }: CreateKeyProps) {
  const isRoot = owner.kind === "root";
  const [agreed, setAgreed] = useState(!isRoot);
  const [made, setMade] = useState<NewKey>();
  if (made !== undefined) return <NewKeyDialog owner={owner} made={made} onDone={onCreated} />;

  const create = async () => {
    const { accessKey } = await call("CreateAccessKey", ownerInput(owner));
    const { accessKeyId, secretAccessKey } = accessKey;
    setMade({ accessKeyId, secretAccessKey });
  };
  const hasDevice = owner.devices.length > 0;

  return (
    <FormDialog
      title={t("keys.create")}
      submitText={t("keys.create")}
      fields={noFields}
      submitDisabled={!agreed}
      onSubmit={create}
      onDismiss={onDismiss}
    >
      {() => (
        <>
          {isRoot ? (
            <Alert type="warning" header={t("keys.create.rootTitle")}>
              {t("keys.create.rootText")}
            </Alert>
          ) : (
            <Box>{t("keys.create.for", { owner: ownerName(owner) })}</Box>
          )}
          <Alert type="info" header={t("keys.create.mfaTitle")}>
            {t(hasDevice ? "keys.create.mfaSome" : "keys.create.mfaNone")}
          </Alert>
          {isRoot ? (
            <Checkbox checked={agreed} onChange={({ detail }) => setAgreed(detail.checked)}>
              {t("keys.create.rootTick")}
            </Checkbox>
          ) : null}
        </>
      )}
    </FormDialog>
  );
}
