import Button from "@cloudscape-design/components/button";
import { use } from "react";
import { ConsoleContextProvider } from "../context/console-context.tsx";
import { t } from "../i18n/t.ts";
import { toPolicySimulator } from "../routes.ts";
import { AppLink } from "./app-link.tsx";
import { type Refused, refusedBy, whyQuestion } from "./refused.ts";
import { useFollow } from "./use-follow.ts";

/** Where the simulator answers why this was refused; undefined for whoever may not simulate, and before it is known who reads. */
function useWhy(refused: Refused | undefined): string | undefined {
  const context = use(ConsoleContextProvider);
  const question = context && refused && whyQuestion(context, refused);
  return question && toPolicySimulator(question);
}

/** Leads from a refusal to the statement that made it. */
export function WhyDenied({ refused }: { readonly refused: Refused | undefined }) {
  const href = useWhy(refused);
  return href === undefined ? null : <AppLink href={href}>{t("denied.why")}</AppLink>;
}

/** The same beside a control that is disabled for `reason`, where that is one of the account-wide ones: there is no room for words. */
export function WhyDisabled({ reason }: { readonly reason: string }) {
  const context = use(ConsoleContextProvider);
  const refused = context && refusedBy(context.denied, reason);
  const href = useWhy(refused);
  const follow = useFollow();
  if (refused === undefined || href === undefined) return null;
  const words = t("denied.whyAction", { action: refused.action });
  return (
    <Button
      variant="inline-icon"
      iconName="status-info"
      href={href}
      ariaLabel={words}
      nativeAnchorAttributes={{ title: words }}
      onFollow={follow}
    />
  );
}
