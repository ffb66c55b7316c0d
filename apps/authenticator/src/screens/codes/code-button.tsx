import { useEffect, useState } from "react";
import { t } from "../../i18n/t.ts";
import { Icon } from "../../ui/icons.tsx";
import { groupCode, spellCode } from "./code-text.ts";
import { copyCode } from "./copy.ts";

interface CodeButtonProps {
  readonly kind: "code" | "next";
  readonly code: string;
  /** Whose code it is. */
  readonly title: string;
  readonly isHidden: boolean;
  readonly onReveal: () => void;
  readonly onCopied: () => void;
}

const copiedMs = 1500;

/** A code: a tap copies it, or shows it first where codes are hidden. */
export function CodeButton({ kind, code, title, isHidden, onReveal, onCopied }: CodeButtonProps) {
  const [wasCopied, setCopied] = useState(false);
  useEffect(() => {
    if (!wasCopied) return undefined;
    const timer = setTimeout(() => setCopied(false), copiedMs);
    return () => clearTimeout(timer);
  }, [wasCopied]);
  const copy = async () => {
    if (!(await copyCode(code))) return;
    setCopied(true);
    onCopied();
  };
  if (isHidden) {
    return (
      <button
        type="button"
        className={`${kind}-button is-hidden`}
        onClick={onReveal}
        aria-label={t("codes.reveal", { title })}
      >
        <span aria-hidden="true">{groupCode("•".repeat(code.length))}</span>
      </button>
    );
  }
  const label = kind === "code" ? "codes.copy" : "codes.copyNext";
  return (
    <button
      type="button"
      className={wasCopied ? `${kind}-button is-copied` : `${kind}-button`}
      onClick={copy}
      aria-label={t(label, { title, code: spellCode(code) })}
    >
      {kind === "next" ? <span className="next-word">{t("codes.next")}</span> : null}
      <span className="digits" dir="ltr">
        {groupCode(code)}
      </span>
      <Icon name={wasCopied ? "check" : "copy"} />
    </button>
  );
}
