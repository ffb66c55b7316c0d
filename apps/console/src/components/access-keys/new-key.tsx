import Alert from "@cloudscape-design/components/alert";
import Box from "@cloudscape-design/components/box";
import Button from "@cloudscape-design/components/button";
import ExpandableSection from "@cloudscape-design/components/expandable-section";
import KeyValuePairs from "@cloudscape-design/components/key-value-pairs";
import Modal from "@cloudscape-design/components/modal";
import SpaceBetween from "@cloudscape-design/components/space-between";
import { useState } from "react";
import { t } from "../../i18n/t.ts";
import { CopyableText, CopyButton } from "../copy.tsx";
import { downloadCsv } from "../download.ts";
import { keyCsv, keyFileName, type NewKey } from "./key-csv.ts";
import type { KeyOwner } from "./owner.ts";
import { ProfileParts } from "./profile-parts.tsx";

interface NewKeyDialogProps {
  readonly owner: KeyOwner;
  readonly made: NewKey;
  readonly onDone: () => void;
}

/** A key whose secret can be seen this once: shown on request, copied, taken away as a file, or pasted with its profile. */
export function NewKeyDialog({ owner, made, onDone }: NewKeyDialogProps) {
  const { accessKeyId, secretAccessKey } = made;
  return (
    <Modal
      visible={true}
      size="large"
      header={t("keys.made.title")}
      closeAriaLabel={t("action.dismiss")}
      onDismiss={({ detail }) => {
        // A click beside the dialog would cost a secret that nobody can see again.
        if (detail.reason !== "overlay") onDone();
      }}
      footer={
        <Box float="right">
          <Button variant="primary" onClick={onDone}>
            {t("keys.made.done")}
          </Button>
        </Box>
      }
    >
      <SpaceBetween size="m">
        <Alert type="warning">{t("keys.made.once")}</Alert>
        <KeyValuePairs
          columns={1}
          items={[
            {
              label: t("keys.id"),
              value: (
                <span className="sp-mono">
                  <CopyableText text={accessKeyId} what={t("keys.copyId")} />
                </span>
              ),
            },
            { label: t("keys.made.secret"), value: <Secret secret={secretAccessKey} /> },
          ]}
        />
        <Button
          iconName="download"
          onClick={() => downloadCsv(keyFileName(owner.userName), keyCsv(made))}
        >
          {t("keys.made.download")}
        </Button>
        <ExpandableSection headerText={t("keys.made.profile")}>
          <ProfileParts owner={owner} accessKeyId={accessKeyId} secretAccessKey={secretAccessKey} />
        </ExpandableSection>
      </SpaceBetween>
    </Modal>
  );
}

function Secret({ secret }: { readonly secret: string }) {
  const [shown, setShown] = useState(false);
  return (
    <SpaceBetween direction="horizontal" size="xs" alignItems="center">
      {shown ? (
        <span className="sp-mono" translate="no">
          {secret}
        </span>
      ) : (
        <Box color="text-status-inactive">••••••••••••</Box>
      )}
      <Button variant="inline-link" ariaExpanded={shown} onClick={() => setShown(!shown)}>
        {t(shown ? "secret.hide" : "secret.show")}
      </Button>
      <CopyButton text={secret} what={t("keys.made.secret").toLowerCase()} />
    </SpaceBetween>
  );
}
