import FormField from "@cloudscape-design/components/form-field";
import RadioGroup from "@cloudscape-design/components/radio-group";
import { useState } from "react";
import { call } from "../../api/client.ts";
import type { Output } from "../../api/types.ts";
import { ConfirmByTyping } from "../../components/confirm-by-typing.tsx";
import { FormDialog } from "../../components/form-dialog.tsx";
import { useConsole } from "../../context/console-context.tsx";
import { t } from "../../i18n/t.ts";

type Setting = Output<"GetFreshFactorSetting">["signedRequests"];

const settings: readonly Setting[] = ["own", "all", "none"];

interface EditFreshFactorProps {
  readonly present: Setting;
  readonly onSaved: () => void;
  readonly onDismiss: () => void;
}

/** Three choices; the last one is root's, and is asked about again. */
export function EditFreshFactor({ present, onSaved, onDismiss }: EditFreshFactorProps) {
  const isRoot = useConsole().person.kind === "root";
  const [chosen, setChosen] = useState(present);
  const [confirming, setConfirming] = useState(false);

  async function save() {
    await call("PutFreshFactorSetting", { signedRequests: chosen });
    onSaved();
  }

  if (confirming) {
    return (
      <ConfirmByTyping
        key="confirm"
        title={t("freshFactor.confirmTitle")}
        word={t("freshFactor.word")}
        actionText={t("freshFactor.lift")}
        onConfirm={save}
        onDismiss={() => setConfirming(false)}
      >
        {t("freshFactor.warning")}
      </ConfirmByTyping>
    );
  }
  return (
    <FormDialog
      key="edit"
      title={t("freshFactor.edit")}
      submitText={t(chosen === "none" ? "action.next" : "action.save")}
      submitDisabled={chosen === present}
      fields={[]}
      onSubmit={async () => {
        if (chosen === "none") setConfirming(true);
        else await save();
      }}
      onDismiss={onDismiss}
    >
      {() => (
        <FormField label={t("freshFactor.asked")} stretch={true}>
          <RadioGroup
            value={chosen}
            items={settings.map((setting) => ({
              value: setting,
              label: t(`freshFactor.${setting}`),
              description: t(
                setting === "none" && !isRoot
                  ? "freshFactor.noneOfRoot"
                  : `freshFactor.${setting}Help`,
              ),
              disabled: setting === "none" && !isRoot,
            }))}
            onChange={({ detail }) => {
              setChosen(settings.find((one) => one === detail.value) ?? present);
            }}
          />
        </FormField>
      )}
    </FormDialog>
  );
}
