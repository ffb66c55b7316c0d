import Alert from "@cloudscape-design/components/alert";
import FormField from "@cloudscape-design/components/form-field";
import Input from "@cloudscape-design/components/input";
import { type ReactNode, useState } from "react";
import { t } from "../i18n/t.ts";
import { FormDialog } from "./form-dialog.tsx";

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

const noFields: readonly string[] = [];

/** A dialog before something that cannot be undone: its button works only once the word is typed. */
export function ConfirmByTyping(props: ConfirmByTypingProps) {
  const { title, children, word, actionText, onConfirm, onDismiss } = props;
  const [typed, setTyped] = useState("");
  return (
    <FormDialog
      title={title}
      submitText={actionText}
      fields={noFields}
      submitDisabled={typed !== word}
      onSubmit={onConfirm}
      onDismiss={onDismiss}
    >
      {() => (
        <>
          <Alert type="warning">{children}</Alert>
          <FormField label={t("confirm.type", { word })} stretch={true}>
            <Input
              value={typed}
              placeholder={word}
              autoComplete={false}
              spellcheck={false}
              onChange={({ detail }) => setTyped(detail.value)}
            />
          </FormField>
        </>
      )}
    </FormDialog>
  );
}
