import Box from "@cloudscape-design/components/box";
import Button from "@cloudscape-design/components/button";
import Modal from "@cloudscape-design/components/modal";
import { t } from "../../i18n/t.ts";
import type { KeyOwner } from "./owner.ts";
import { ProfileParts } from "./profile-parts.tsx";

interface ClientProfileDialogProps {
  readonly owner: KeyOwner;
  readonly accessKeyId: string;
  readonly onDismiss: () => void;
}

/** How a key is used: a profile to be pasted, without its secret, which nobody knows any more. */
export function ClientProfileDialog({ owner, accessKeyId, onDismiss }: ClientProfileDialogProps) {
  return (
    <Modal
      visible={true}
      size="large"
      header={t("keys.profile.title", { key: accessKeyId })}
      closeAriaLabel={t("action.dismiss")}
      onDismiss={onDismiss}
      footer={
        <Box float="right">
          <Button variant="primary" onClick={onDismiss}>
            {t("action.close")}
          </Button>
        </Box>
      }
    >
      <ProfileParts owner={owner} accessKeyId={accessKeyId} />
    </Modal>
  );
}
