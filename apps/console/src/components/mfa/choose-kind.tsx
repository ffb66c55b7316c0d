import Button from "@cloudscape-design/components/button";
import FormField from "@cloudscape-design/components/form-field";
import Input, { type InputProps } from "@cloudscape-design/components/input";
import RadioGroup from "@cloudscape-design/components/radio-group";
import SpaceBetween from "@cloudscape-design/components/space-between";
import { useEffect, useRef, useState } from "react";
import { isRefusal } from "../../api/error.ts";
import { t } from "../../i18n/t.ts";
import { formErrors } from "../form-errors.ts";
import { Problem } from "../problem.tsx";
import { DialogFooter } from "./dialog-footer.tsx";

export interface ChooseKindProps {
  /** The name to begin with: a proposal, or what was typed before. */
  readonly deviceName: string;
  readonly onCancel: () => void;
  readonly onContinue: (deviceName: string) => Promise<void>;
}

const kinds = [
  { value: "virtual", label: t("mfa.choose.virtual"), description: t("mfa.choose.virtualHelp") },
  {
    value: "passkey",
    label: t("mfa.choose.passkey"),
    description: t("mfa.choose.notYet"),
    disabled: true,
  },
  {
    value: "hardware",
    label: t("mfa.choose.hardware"),
    description: t("mfa.choose.notYet"),
    disabled: true,
  },
];

/** The first page of the wizard: which kind of device, and under which name. */
export function ChooseKind({ deviceName, onCancel, onContinue }: ChooseKindProps) {
  const [name, setName] = useState(deviceName);
  const [busy, setBusy] = useState(false);
  const [fault, setFault] = useState<string>();
  const [error, setError] = useState<unknown>();
  const input = useRef<InputProps.Ref>(null);
  const errors = formErrors(error, ["deviceName"]);
  const nameError = fault ?? errors.at("deviceName");

  useEffect(() => {
    if (nameError !== undefined) input.current?.focus();
  }, [nameError]);

  const submit = () => {
    if (busy) return;
    const seen = faultOfName(name);
    setFault(seen);
    setError(undefined);
    if (seen !== undefined) return;
    setBusy(true);
    onContinue(name).catch((caught: unknown) => {
      setBusy(false);
      if (isRefusal(caught, "EntityAlreadyExists")) setFault(t("mfa.choose.nameTaken"));
      else setError(caught);
    });
  };

  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      <SpaceBetween size="l">
        <FormField label={t("mfa.choose.intro")} stretch={true}>
          <RadioGroup value="virtual" items={kinds} />
        </FormField>
        <FormField
          label={t("mfa.choose.name")}
          constraintText={t("mfa.choose.nameHelp")}
          errorText={nameError}
        >
          <Input
            ref={input}
            value={name}
            onChange={({ detail }) => {
              setFault(undefined);
              setError(undefined);
              setName(detail.value);
            }}
            autoComplete={false}
            disableBrowserAutocorrect={true}
            spellcheck={false}
            ariaRequired={true}
          />
        </FormField>
        {errors.rest === undefined ? null : <Problem error={errors.rest} />}
      </SpaceBetween>
      <DialogFooter>
        <Button variant="link" formAction="none" onClick={onCancel}>
          {t("action.cancel")}
        </Button>
        <Button variant="primary" formAction="none" loading={busy} onClick={submit}>
          {t("mfa.choose.continue")}
        </Button>
      </DialogFooter>
    </form>
  );
}

function faultOfName(name: string): string | undefined {
  if (name === "") return t("mfa.choose.nameMissing");
  return /^[\w+=,.@-]+$/.test(name) ? undefined : t("mfa.choose.nameCharacters");
}
