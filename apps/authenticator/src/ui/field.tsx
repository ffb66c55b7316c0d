import { type InputHTMLAttributes, type ReactNode, useId } from "react";

interface FieldProps extends Omit<InputHTMLAttributes<HTMLInputElement>, "onChange" | "value"> {
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly hint?: ReactNode;
  readonly error?: string | undefined;
}

/** A text field with its label above, and what is wrong with it below. */
export function Field({ label, value, onChange, hint, error, ...rest }: FieldProps) {
  const id = useId();
  const isWrong = error !== undefined;
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      <input
        {...rest}
        id={id}
        value={value}
        onChange={(event) => onChange(event.currentTarget.value)}
        aria-invalid={isWrong}
        aria-describedby={`${id}-hint ${id}-error`}
      />
      <div id={`${id}-hint`} className="hint">
        {hint}
      </div>
      <div id={`${id}-error`} className="field-error" role="alert">
        {error}
      </div>
    </div>
  );
}

interface Choice<T extends string | number> {
  readonly value: T;
  readonly text: string;
}

interface SelectProps<T extends string | number> {
  readonly label: string;
  readonly value: T;
  readonly choices: readonly Choice<T>[];
  readonly onChange: (value: T) => void;
  readonly hint?: ReactNode;
}

export function Select<T extends string | number>(props: SelectProps<T>) {
  const { label, value, choices, onChange, hint } = props;
  const id = useId();
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      <select
        id={id}
        value={String(value)}
        aria-describedby={`${id}-hint`}
        onChange={(event) => {
          const chosen = choices.find((each) => String(each.value) === event.currentTarget.value);
          if (chosen !== undefined) onChange(chosen.value);
        }}
      >
        {choices.map((each) => (
          <option key={each.value} value={String(each.value)}>
            {each.text}
          </option>
        ))}
      </select>
      <div id={`${id}-hint`} className="hint">
        {hint}
      </div>
    </div>
  );
}

export function Tick({
  label,
  isTicked,
  onChange,
}: {
  readonly label: ReactNode;
  readonly isTicked: boolean;
  readonly onChange: (isTicked: boolean) => void;
}) {
  return (
    <label className="tick">
      <input
        type="checkbox"
        checked={isTicked}
        onChange={(event) => onChange(event.currentTarget.checked)}
      />
      <span>{label}</span>
    </label>
  );
}
