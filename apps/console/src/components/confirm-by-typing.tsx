import Alert from "@cloudscape-design/components/alert";
import Box from "@cloudscape-design/components/box";
import Button from "@cloudscape-design/components/button";
import Form from "@cloudscape-design/components/form";
import FormField from "@cloudscape-design/components/form-field";
import Input from "@cloudscape-design/components/input";
import Modal from "@cloudscape-design/components/modal";
import SpaceBetween from "@cloudscape-design/components/space-between";
import { type ReactNode, useState } from "react";
import { t } from "../i18n/t.ts";
import { Problem } from "./problem.tsx";

interface ConfirmByTypingProps {
  readonly title: string;
  /** What is lost, and that it cannot be undone. */
  readonly children: ReactNode;
  /** What the person must type: the name of what goes, or "delete" for several. */
  readonly word: string;
  readonly actionText: string;
  /** Does it; what it throws is shown in the dialog. The dialog is closed by whoever opened it. */
  readonly onConfirm: () => Promise<void>;
  readonly onDismiss: () => void;
}

/** A dialog before something that cannot be undone: its button works only once the word is typed. */
export function ConfirmByTyping(props: ConfirmByTypingProps) {
  const { title, children, word, actionText, onConfirm, onDismiss } = props;
  const [typed, setTyped] = useState("");
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>();
  const matches = typed === word;

  async function confirm() {
    if (!matches || busy) return;
    setBusy(true);
    setError(undefined);
    try {
      await onConfirm();
    } catch (thrown) {
      setError(thrown);
    } finally {
      setBusy(false);
    }
  }

  return (
    <Modal
      visible={true}
      header={title}
      closeAriaLabel={t("action.close")}
      onDismiss={onDismiss}
      footer={
        <Box float="right">
          <SpaceBetween direction="horizontal" size="xs">
            <Button variant="link" onClick={onDismiss}>
              {t("action.cancel")}
            </Button>
            <Button
              variant="primary"
              disabled={!matches}
              loading={busy}
              onClick={() => void confirm()}
            >
              {actionText}
            </Button>
          </SpaceBetween>
        </Box>
      }
    >
      <SpaceBetween size="m">
        <Alert type="warning">{children}</Alert>
        <form
          onSubmit={(event) => {
            event.preventDefault();
            void confirm();
          }}
        >
          <Form>
            <FormField label={t("confirm.type", { word })}>
              <Input
                value={typed}
                placeholder={word}
                autoComplete={false}
                spellcheck={false}
                onChange={({ detail }) => setTyped(detail.value)}
              />
            </FormField>
          </Form>
        </form>
        {error === undefined ? null : <Problem error={error} />}
      </SpaceBetween>
    </Modal>
  );
}
