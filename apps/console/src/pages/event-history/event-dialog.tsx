import Box from "@cloudscape-design/components/box";
import Button from "@cloudscape-design/components/button";
import Modal from "@cloudscape-design/components/modal";
import { CopyButton } from "../../components/copy.tsx";
import { t } from "../../i18n/t.ts";
import type { EventRow } from "./config.tsx";
import { indented } from "./trail-event.ts";
import "./event-history.css";

/** A whole record, as the trail has it. */
export function EventDialog({
  row,
  onDismiss,
}: {
  readonly row: EventRow;
  readonly onDismiss: () => void;
}) {
  const text = indented(row.event);
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
      <CopyButton text={text} what={t("eventHistory.record")} />
      <section
        className="sp-event-record"
        aria-label={t("eventHistory.record")}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reached by keyboard
        tabIndex={0}
      >
        <pre translate="no">{text}</pre>
      </section>
    </Modal>
  );
}
