import CopyToClipboard from "@cloudscape-design/components/copy-to-clipboard";
import { Fragment } from "react";
import { t } from "../i18n/t.ts";

interface CopyProps {
  readonly text: string;
  /** What is copied, for the button's name: "Copy user ARN". */
  readonly what: string;
}

/** A text with its copy button before it. Long ones, ARNs and addresses, wrap between their parts. */
export function CopyableText({ text, what }: CopyProps) {
  return (
    <CopyToClipboard
      variant="inline"
      textToCopy={text}
      textToDisplay={<Wrapping text={text} />}
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

/** Offers the browser a place to break after each ":" and "/", so that it need not break within a name. */
function Wrapping({ text }: { readonly text: string }) {
  const parts = text.split(/(?<=[:/])/);
  return (
    <span className="sp-wrapping">
      {parts.map((part, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the parts of one text stay in their order.
        <Fragment key={index}>
          {part}
          <wbr />
        </Fragment>
      ))}
    </span>
  );
}
