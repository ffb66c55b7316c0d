import CopyToClipboard from "@cloudscape-design/components/copy-to-clipboard";
import { t } from "../i18n/t.ts";

interface CopyProps {
  readonly text: string;
  /** What is copied, for the button's name: "Copy user ARN". */
  readonly what: string;
}

/** A text with its copy button before it. */
export function CopyableText({ text, what }: CopyProps) {
  return (
    <CopyToClipboard
      variant="inline"
      textToCopy={text}
      copyButtonAriaLabel={t("copy.label", { what })}
      copySuccessText={t("copy.done")}
      copyErrorText={t("copy.failed")}
    />
  );
}

/** A copy button alone, for a text that is shown elsewhere or not at all. */
export function CopyButton({ text, what }: CopyProps) {
  return (
    <CopyToClipboard
      variant="button"
      textToCopy={text}
      copyButtonText={t("action.copy")}
      copyButtonAriaLabel={t("copy.label", { what })}
      copySuccessText={t("copy.done")}
      copyErrorText={t("copy.failed")}
    />
  );
}
