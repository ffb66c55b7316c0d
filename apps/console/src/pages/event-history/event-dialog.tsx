import Box from "@cloudscape-design/components/box";
import Button from "@cloudscape-design/components/button";
import Modal from "@cloudscape-design/components/modal";
import { FileText } from "../../components/access-keys/file-text.tsx";
import { t } from "../../i18n/t.ts";
import type { EventRow } from "./config.tsx";
import { indented } from "./trail-event.ts";

/** A whole record, as the trail has it. */
export function EventDialog({
  row,
  onDismiss,
}: {
  readonly row: EventRow;
  readonly onDismiss: () => void;
}) {
  return (
    <Modal
      visible={true}
      size="large"
      header={row.name}
      closeAriaLabel={t("action.close")}
      onDismiss={onDismiss}
      footer={
        <Box float="right">
          <Button variant="primary" onClick={onDismiss}>
            {t("action.close")}
          </Button>
        </Box>
      }
    >
      <FileText name={t("eventHistory.record")} shown={indented(row.event)} />
    </Modal>
  );
}
