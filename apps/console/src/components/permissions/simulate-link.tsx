import { t } from "../../i18n/t.ts";
import { toPolicySimulator } from "../../routes.ts";
import { AppLink } from "../app-link.tsx";

/** Leads to the simulator, with the policies of this user, group or role. */
export function SimulateLink({ name, arn }: { readonly name: string; readonly arn: string }) {
  return (
    <AppLink href={toPolicySimulator({ source: arn })}>
      {t("permissions.simulate", { name })}
    </AppLink>
  );
}
