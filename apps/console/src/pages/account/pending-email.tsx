import Alert from "@cloudscape-design/components/alert";
import Button from "@cloudscape-design/components/button";
import FormField from "@cloudscape-design/components/form-field";
import Input from "@cloudscape-design/components/input";
import SpaceBetween from "@cloudscape-design/components/space-between";
import { useId, useState } from "react";
import { call } from "../../api/client.ts";
import type { Output } from "../../api/types.ts";
import { useFlash } from "../../components/flash.tsx";
import { useFocusOnFault } from "../../components/form-dialog.tsx";
import { formErrors } from "../../components/form-errors.ts";
import { Instant } from "../../components/instant.tsx";
import { Problem } from "../../components/problem.tsx";
import { useAction } from "../../components/use-action.ts";
import { t } from "../../i18n/t.ts";

interface PendingEmailProps {
  readonly change: NonNullable<Output<"GetMyCredentials">["emailChange"]>;
  /** It was confirmed, given up, or is out of date. */
  readonly onChanged: () => void;
}

/** An address that waits for its code: to be typed in the session that asked for it, or given up in any. */
export function PendingEmail({ change, onChanged }: PendingEmailProps) {
  const flash = useFlash();
  const cancelling = useAction();

  const cancel = () =>
    cancelling.run(async () => {
      await call("CancelEmailChange", {});
      flash.show({ type: "success", content: t("account.emailCancelled") });
      onChanged();
    });

  return (
    <Alert
      type="info"
      header={t("account.emailPending", { email: change.email })}
      action={
        <Button onClick={cancel} loading={cancelling.busy}>
          {t("account.emailCancel")}
        </Button>
      }
    >
      <SpaceBetween size="s">
        <div>
          {t(change.here ? "account.emailPendingHere" : "account.emailPendingElsewhere")}{" "}
          {t("account.emailExpires")} <Instant at={change.expiresAt} />.
        </div>
        {change.here ? <CodeForm onChanged={onChanged} /> : null}
        {cancelling.error === undefined ? null : <Problem error={cancelling.error} />}
      </SpaceBetween>
    </Alert>
  );
}

const fields = ["code"] as const;

function CodeForm({ onChanged }: { readonly onChanged: () => void }) {
  const flash = useFlash();
  const [code, setCode] = useState("");
  const { busy, error, run } = useAction();
  const errors = formErrors(error, fields);
  const id = useId();
  useFocusOnFault(id, error);

  const confirm = () =>
    run(async () => {
      const { email } = await call("ConfirmEmailChange", { code });
      flash.show({ type: "success", content: t("account.emailDone", { email }) });
      onChanged();
    });

  return (
    <form
      id={id}
      onSubmit={(event) => {
        event.preventDefault();
        if (code.trim() !== "") confirm();
      }}
    >
      <SpaceBetween size="s">
        <FormField label={t("account.emailCode")} errorText={errors.at("code")}>
          <Input
            value={code}
            autoComplete="one-time-code"
            disableBrowserAutocorrect={true}
            spellcheck={false}
            ariaRequired={true}
            onChange={({ detail }) => setCode(detail.value)}
          />
        </FormField>
        {errors.rest === undefined ? null : <Problem error={errors.rest} />}
        <Button formAction="submit" loading={busy}>
          {t("account.emailConfirm")}
        </Button>
      </SpaceBetween>
    </form>
  );
}
