import { t } from "../../i18n/t.ts";
import { CopyButton } from "../copy.tsx";
import "./policy.css";

/** A policy's text as it was written, with a button to copy it. */
export function PolicyDocument({ text, what }: { readonly text: string; readonly what: string }) {
  return (
    <>
      <CopyButton text={text} what={what} />
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reached by keyboard */}
      <section aria-label={t("policy.documentOf", { what })} tabIndex={0}>
        <pre className="sp-policy-document">{text}</pre>
      </section>
    </>
  );
}
