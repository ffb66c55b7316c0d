import { useEffect, useRef } from "react";
import { t } from "../../i18n/t.ts";
import { CopyButton } from "../copy.tsx";
import { piecesOf, type Span } from "./lines.ts";
import "./policy.css";

interface PolicyDocumentProps {
  readonly text: string;
  readonly what: string;
  /** Statements to be lit up; the first one is brought into view. */
  readonly lit?: readonly Span[];
  /** What the lit statements do. */
  readonly effect?: "allow" | "deny";
}

const none: readonly Span[] = [];

/** A policy's text as it was written, with a button to copy it. */
export function PolicyDocument({ text, what, lit = none, effect = "allow" }: PolicyDocumentProps) {
  const area = useRef<HTMLElement>(null);
  const places = JSON.stringify(lit);

  // biome-ignore lint/correctness/useExhaustiveDependencies: the places stand for what is lit
  useEffect(() => {
    const mark = area.current?.querySelector("mark");
    if (!mark || area.current === null) return;
    area.current.scrollTop = mark.offsetTop - area.current.offsetTop - 48;
  }, [text, places]);

  let offset = 0;
  return (
    <>
      <CopyButton text={text} what={what} />
      <section
        ref={area}
        className="sp-policy-view"
        aria-label={t("policy.documentOf", { what })}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reached by keyboard
        tabIndex={0}
      >
        <pre className="sp-policy-document">
          {piecesOf(text, lit).map((piece) => {
            const key = offset;
            offset += piece.text.length;
            if (!piece.lit) return piece.text;
            return (
              <mark key={key} className="sp-policy-lit" data-effect={effect}>
                {piece.text}
              </mark>
            );
          })}
        </pre>
      </section>
    </>
  );
}
