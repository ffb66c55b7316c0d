import SpaceBetween from "@cloudscape-design/components/space-between";
import { useConsole } from "../context/console-context.tsx";
import { t } from "../i18n/t.ts";
import { toSecurityCredentials, toUser } from "../routes.ts";
import { AppLink } from "./app-link.tsx";
import { EmptyState } from "./empty-state.tsx";
import { refusedBy } from "./refused.ts";
import { WhyDenied } from "./why-denied.tsx";

/** Stands where a reader may not look, with the reason and a way to what is their own: first to MFA, where they have none. */
export function DeniedState({ reason }: { readonly reason: string }) {
  const { person, denied } = useConsole();
  const { userName, hasMFA } = person;
  return (
    <EmptyState
      title={t("deniedPage.title")}
      text={reason}
      action={
        <SpaceBetween size="xs" alignItems="center">
          {userName === undefined || !hasMFA ? (
            <AppLink href={toSecurityCredentials()}>{t("deniedPage.ownCredentials")}</AppLink>
          ) : (
            <AppLink href={toUser(userName)}>{t("deniedPage.own")}</AppLink>
          )}
          <WhyDenied refused={refusedBy(denied, reason)} />
        </SpaceBetween>
      }
    />
  );
}
