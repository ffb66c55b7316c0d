import KeyValuePairs from "@cloudscape-design/components/key-value-pairs";
import { GatedButton } from "../../components/gated-button.tsx";
import { useConsole } from "../../context/console-context.tsx";
import { t } from "../../i18n/t.ts";
import { EditFreshFactor } from "./edit-fresh-factor.tsx";
import { Setting } from "./setting.tsx";

/** Which signed requests need an MFA code that is not older than 15 minutes. */
export function FreshFactor() {
  const { denied } = useConsole();
  return (
    <Setting
      operation="GetFreshFactorSetting"
      title={t("freshFactor.title")}
      about={t("freshFactor.about")}
      actions={(_, { show }) => (
        <GatedButton
          denied={denied["sallyport:PutFreshFactorSetting"]}
          ariaLabel={t("freshFactor.edit")}
          onClick={() => show("edit")}
        >
          {t("action.edit")}
        </GatedButton>
      )}
    >
      {({ signedRequests }, { shown, saved, dismiss }) => (
        <>
          <KeyValuePairs
            columns={1}
            items={[{ label: t("freshFactor.asked"), value: t(`freshFactor.${signedRequests}`) }]}
          />
          {shown === "edit" ? (
            <EditFreshFactor
              present={signedRequests}
              onSaved={() => saved(t("freshFactor.saved"))}
              onDismiss={dismiss}
            />
          ) : null}
        </>
      )}
    </Setting>
  );
}
