import Box from "@cloudscape-design/components/box";
import Button from "@cloudscape-design/components/button";
import type { InputProps } from "@cloudscape-design/components/input";
import Modal from "@cloudscape-design/components/modal";
import SpaceBetween from "@cloudscape-design/components/space-between";
import { useEffect, useRef, useState } from "react";
import { call } from "../../api/client.ts";
import { isRefusal } from "../../api/error.ts";
import { t } from "../../i18n/t.ts";
import { CodeField } from "../mfa/code-field.tsx";
import { CodeRing } from "../mfa/code-ring.tsx";
import { cleanCode, isWholeCode } from "../mfa/codes.ts";
import { Problem } from "../problem.tsx";
import { codeRefusal } from "./code-refusal.ts";
import "../mfa/mfa.css";

interface ConfirmFactorProps {
  readonly onConfirmed: () => void;
  readonly onDismiss: () => void;
}

/** "Confirm it is you": asks for one code, so that what follows counts as done with a fresh factor. */
export function ConfirmFactor({ onConfirmed, onDismiss }: ConfirmFactorProps) {
  const [code, setCode] = useState("");
  const [busy, setBusy] = useState(false);
  const [fault, setFault] = useState<string>();
  const [error, setError] = useState<unknown>();
  const input = useRef<InputProps.Ref>(null);
  const [attempts, setAttempts] = useState(0);

  // The dialog puts the focus on its first button as it opens, one frame before this; after a refusal it comes back here.
  // biome-ignore lint/correctness/useExhaustiveDependencies: every attempt moves the focus.
  useEffect(() => {
    const frame = requestAnimationFrame(() => input.current?.focus());
    return () => cancelAnimationFrame(frame);
  }, [attempts]);

  const refuse = (text: string) => {
    setFault(text);
    setAttempts((before) => before + 1);
  };

  const confirm = () => {
    if (busy) return;
    setError(undefined);
    if (!isWholeCode(code)) return refuse(t("confirmFactor.missing"));
    setFault(undefined);
    setBusy(true);
    call("ConfirmFactor", { code }).then(onConfirmed, (caught: unknown) => {
      setBusy(false);
      if (isRefusal(caught, "InvalidAuthenticationCode", "Throttling")) refuse(codeRefusal(caught));
      else setError(caught);
    });
  };

  return (
    <Modal
      visible={true}
      size="small"
      header={t("confirmFactor.title")}
      closeAriaLabel={t("mfa.dismiss")}
      onDismiss={({ detail }) => {
        if (detail.reason !== "overlay") onDismiss();
      }}
      footer={
        <Box float="right">
          <SpaceBetween direction="horizontal" size="xs">
            <Button variant="link" onClick={onDismiss}>
              {t("confirmFactor.cancel")}
            </Button>
            <Button variant="primary" loading={busy} onClick={confirm}>
              {t("confirmFactor.confirm")}
            </Button>
          </SpaceBetween>
        </Box>
      }
    >
      <form
        onSubmit={(event) => {
          event.preventDefault();
          confirm();
        }}
      >
        <SpaceBetween size="m">
          <div>{t("confirmFactor.text")}</div>
          <CodeField
            label={t("confirmFactor.code")}
            value={code}
            onChange={(typed) => {
              setFault(undefined);
              setCode(cleanCode(typed));
            }}
            error={fault}
            inputRef={input}
          />
          <CodeRing awaited={false} />
          {error === undefined ? null : <Problem error={error} />}
        </SpaceBetween>
      </form>
    </Modal>
  );
}
