import FormField from "@cloudscape-design/components/form-field";
import Input, { type InputProps } from "@cloudscape-design/components/input";
import type { ReactNode, Ref } from "react";

export interface CodeFieldProps {
  readonly label: string;
  readonly value: string;
  readonly onChange: (typed: string) => void;
  readonly error?: string | undefined;
  readonly constraint?: ReactNode;
  readonly disabled?: boolean;
  readonly inputRef?: Ref<InputProps.Ref>;
}

/** One MFA code. It takes what is typed or pasted as it comes: cleaning is `cleanCode`'s, so that a pair may be split. */
export function CodeField(props: CodeFieldProps) {
  return (
    <FormField
      label={props.label}
      errorText={props.error}
      constraintText={props.constraint}
      stretch={true}
    >
      <div className="mfa-code">
        <Input
          ref={props.inputRef ?? null}
          value={props.value}
          onChange={({ detail }) => props.onChange(detail.value)}
          autoComplete="one-time-code"
          inputMode="numeric"
          disableBrowserAutocorrect={true}
          spellcheck={false}
          ariaRequired={true}
          disabled={props.disabled ?? false}
        />
      </div>
    </FormField>
  );
}
