import Box from "@cloudscape-design/components/box";
import Button from "@cloudscape-design/components/button";
import FormField from "@cloudscape-design/components/form-field";
import Input, { type InputProps } from "@cloudscape-design/components/input";
import Modal from "@cloudscape-design/components/modal";
import SpaceBetween from "@cloudscape-design/components/space-between";
import { useEffect, useRef, useState } from "react";
import { call } from "../../api/client.ts";
import { useFlash } from "../../components/flash.tsx";
import { formErrors } from "../../components/form-errors.ts";
import { Problem } from "../../components/problem.tsx";
import { useConsole } from "../../context/console-context.tsx";
import { t } from "../../i18n/t.ts";

interface EditAccountNameProps {
  readonly accountName: string;
  readonly onDismiss: () => void;
}

export function EditAccountName({ accountName, onDismiss }: EditAccountNameProps) {
  const { reloadContext } = useConsole();
  const flash = useFlash();
  const [name, setName] = useState(accountName);
  const [missing, setMissing] = useState(false);
  const [error, setError] = useState<unknown>();
  const [busy, setBusy] = useState(false);
  const input = useRef<InputProps.Ref>(null);
  const errors = formErrors(error, ["accountName"]);

  useEffect(() => {
    const frame = requestAnimationFrame(() => input.current?.select());
    return () => cancelAnimationFrame(frame);
  }, []);

  const save = () => {
    if (busy) return;
    setMissing(name.trim() === "");
    setError(undefined);
    if (name.trim() === "") return input.current?.focus();
    setBusy(true);
    call("UpdateAccountName", { accountName: name.trim() }).then(
      () => {
        flash.show({ type: "success", content: t("account.nameSaved", { name: name.trim() }) });
        reloadContext();
        onDismiss();
      },
      (caught: unknown) => {
        setBusy(false);
        setError(caught);
      },
    );
  };

  return (
    <Modal
      visible={true}
      header={t("account.nameEdit")}
      closeAriaLabel={t("action.close")}
      onDismiss={onDismiss}
      footer={
        <Box float="right">
          <SpaceBetween direction="horizontal" size="xs">
            <Button variant="link" onClick={onDismiss}>
              {t("action.cancel")}
            </Button>
            <Button variant="primary" loading={busy} onClick={save}>
              {t("action.save")}
            </Button>
          </SpaceBetween>
        </Box>
      }
    >
      <form
        onSubmit={(event) => {
          event.preventDefault();
          save();
        }}
      >
        <SpaceBetween size="m">
          <FormField
            label={t("account.name")}
            errorText={missing ? t("account.nameMissing") : errors.at("accountName")}
          >
            <Input
              ref={input}
              value={name}
              autoComplete={false}
              ariaRequired={true}
              onChange={({ detail }) => {
                setMissing(false);
                setError(undefined);
                setName(detail.value);
              }}
            />
          </FormField>
          {errors.rest === undefined ? null : <Problem error={errors.rest} />}
        </SpaceBetween>
      </form>
    </Modal>
  );
}
