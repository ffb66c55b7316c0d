import Box from "@cloudscape-design/components/box";
import Button from "@cloudscape-design/components/button";
import Modal, { type ModalProps } from "@cloudscape-design/components/modal";
import SpaceBetween from "@cloudscape-design/components/space-between";
import { type ReactNode, useEffect, useId } from "react";
import { t } from "../i18n/t.ts";
import { type FormErrors, formErrors } from "./form-errors.ts";
import { Problem } from "./problem.tsx";
import { useAction } from "./use-action.ts";

export interface FormDialogProps {
  readonly title: string;
  readonly submitText: string;
  /** The input's members that have a field here; other violations are shown at the end. */
  readonly fields: readonly string[];
  /** At which field a refusal belongs that names none. */
  readonly byCode?: Readonly<Record<string, string>>;
  readonly submitDisabled?: boolean;
  readonly size?: ModalProps.Size;
  /** Does it; what it throws is shown in the dialog. The dialog is closed by whoever opened it. */
  readonly onSubmit: () => Promise<void>;
  readonly onDismiss: () => void;
  readonly children: (errors: FormErrors) => ReactNode;
}

/** A form in a dialog: Enter sends it, errors stand at their fields, and the first faulty field is focused. */
export function FormDialog(props: FormDialogProps) {
  const { title, submitText, fields, byCode, submitDisabled = false, size = "medium" } = props;
  const { busy, error, run } = useAction();
  const errors = formErrors(error, fields, byCode);
  const id = useId();
  useFocusOnFirstField(id);
  useFocusOnFault(id, error);

  return (
    <Modal
      visible={true}
      size={size}
      header={title}
      closeAriaLabel={t("action.close")}
      onDismiss={({ detail }) => {
        // A click beside the dialog is no wish to lose what was typed.
        if (detail.reason !== "overlay") props.onDismiss();
      }}
      footer={
        <Box float="right">
          <SpaceBetween direction="horizontal" size="xs">
            <Button variant="link" onClick={props.onDismiss}>
              {t("action.cancel")}
            </Button>
            <Button
              variant="primary"
              form={id}
              formAction="submit"
              disabled={submitDisabled}
              loading={busy}
              loadingText={t("loading.saving")}
            >
              {submitText}
            </Button>
          </SpaceBetween>
        </Box>
      }
    >
      <form
        id={id}
        className="sp-stack"
        onSubmit={(event) => {
          event.preventDefault();
          if (!submitDisabled) run(props.onSubmit);
        }}
      >
        {props.children(errors)}
        {errors.rest === undefined ? null : <Problem error={errors.rest} />}
      </form>
    </Modal>
  );
}

const firstField =
  'input:not([type="radio"], :disabled), input[type="radio"]:checked, button[aria-haspopup]';

/** The dialog puts the focus on its closing button as it opens; a frame later the first field has it. */
function useFocusOnFirstField(formId: string) {
  useEffect(() => {
    const frame = requestAnimationFrame(() => {
      document.getElementById(formId)?.querySelector<HTMLElement>(firstField)?.focus();
    });
    return () => cancelAnimationFrame(frame);
  }, [formId]);
}

/** Takes the keyboard to the first faulty field of a form, each time there is a new fault. */
export function useFocusOnFault(formId: string, fault: unknown) {
  useEffect(() => {
    if (fault === undefined) return;
    const form = document.getElementById(formId);
    form?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
  }, [formId, fault]);
}
