import { useEffect, useState } from "react";
import { t } from "../../i18n/t.ts";
import { Icon, type IconName } from "../../ui/icons.tsx";
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
  const look = wasCopied ? " is-copied" : "";
  return (
    <button
      type="button"
      className={`${kind}-button${code.length > 8 ? " is-long" : ""}${isHidden ? " is-hidden" : look}`}
      onClick={isHidden ? onReveal : copy}
    >
      {/* The digits are for the eye; an ear is told them one by one. */}
      <span className="for-ears">
        {isHidden
          ? t(`codes.reveal.${kind}`, { title })
          : t(`codes.copy.${kind}`, { title, code: spellCode(code) })}
      </span>
      {kind === "next" ? <span aria-hidden="true">{t("codes.next")}</span> : null}
      <span className="digits" dir="ltr" aria-hidden="true">
        {groupCode(isHidden ? "•".repeat(code.length) : code)}
      </span>
      <Icon name={iconOf(isHidden, wasCopied)} />
    </button>
  );
}

function iconOf(isHidden: boolean, wasCopied: boolean): IconName {
  if (isHidden) return "eye";
  return wasCopied ? "check" : "copy";
}
