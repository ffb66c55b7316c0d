import FormField from "@cloudscape-design/components/form-field";
import { useId, useRef } from "react";
import { t, tCount } from "../../i18n/t.ts";
import { lineNumbers, offsetOf } from "./lines.ts";
import { type Finding, type PolicyKind, useFindings } from "./use-findings.ts";
import "./policy.css";

interface PolicyEditorProps {
  readonly value: string;
  readonly kind: PolicyKind;
  readonly errorText?: string | undefined;
  readonly onChange: (value: string) => void;
}

/** Writes a policy as JSON. Faults and advice come as one types, each with its line; pressing one goes there. */
export function PolicyEditor({ value, kind, errorText, onChange }: PolicyEditorProps) {
  const checked = useFindings(value, kind);
  const gutter = useRef<HTMLPreElement>(null);
  const field = useRef<HTMLTextAreaElement>(null);
  const findingsId = useId();

  function goTo({ start, end }: Finding) {
    field.current?.focus();
    field.current?.setSelectionRange(offsetOf(value, start), offsetOf(value, end));
  }

  return (
    <FormField
      label={t("policyEditor.label")}
      description={t("policyEditor.help")}
      errorText={errorText}
      constraintText={
        checked === undefined
          ? ""
          : t("policyEditor.size", { size: checked.size, most: checked.mostSize })
      }
      stretch={true}
    >
      <div className="sp-policy-editor">
        <pre ref={gutter} aria-hidden="true" className="sp-policy-lines">
          {lineNumbers(value)}
        </pre>
        <textarea
          ref={field}
          className="sp-policy-text"
          aria-label={t("policyEditor.label")}
          aria-describedby={findingsId}
          aria-invalid={errorText !== undefined}
          value={value}
          rows={20}
          wrap="off"
          spellCheck={false}
          autoCapitalize="off"
          autoComplete="off"
          onChange={(event) => onChange(event.target.value)}
          onScroll={(event) => {
            if (gutter.current !== null) gutter.current.scrollTop = event.currentTarget.scrollTop;
          }}
        />
      </div>
      <FindingList id={findingsId} findings={checked?.findings} onFollow={goTo} />
    </FormField>
  );
}

function FindingList(props: {
  readonly id: string;
  readonly findings: readonly Finding[] | undefined;
  readonly onFollow: (finding: Finding) => void;
}) {
  const { id, findings, onFollow } = props;
  return (
    <section id={id} aria-live="polite" aria-label={t("policyEditor.findings")}>
      {findings === undefined ? null : (
        <p className="sp-policy-verdict">
          {findings.length === 0
            ? t("policyEditor.fine")
            : tCount("policyEditor.found", findings.length)}
        </p>
      )}
      <ul className="sp-policy-findings">
        {findings?.map((finding) => {
          const { severity, message, start } = finding;
          const { line, column } = start;
          return (
            <li key={`${severity} ${line} ${column} ${message}`} data-severity={severity}>
              <button type="button" onClick={() => onFollow(finding)}>
                {t(`policyEditor.${severity}`, { line, column })}
              </button>{" "}
              {message}
            </li>
          );
        })}
      </ul>
    </section>
  );
}
