import Alert from "@cloudscape-design/components/alert";
import Box from "@cloudscape-design/components/box";
import { AppLink } from "../components/app-link.tsx";
import { useConsole } from "../context/console-context.tsx";
import { formatInstant } from "../format.ts";
import { t } from "../i18n/t.ts";
import { toSecurityCredentials } from "../routes.ts";

/** Over every page while the reader's own password is about to expire, or has expired within this session. */
export function PasswordWarning() {
  const { passwordExpiry, serverTime } = useConsole();
  if (passwordExpiry === undefined) return null;
  const { expiresAt, hard } = passwordExpiry;
  const date = formatInstant(expiresAt);
  const past = Date.parse(expiresAt) <= Date.parse(serverTime);
  return (
    <Box margin={{ bottom: "m" }}>
      <Alert type="warning">
        {past
          ? t(hard ? "passwordExpiry.pastHard" : "passwordExpiry.past")
          : t(hard ? "passwordExpiry.soonHard" : "passwordExpiry.soon", { date })}{" "}
        <AppLink href={toSecurityCredentials("password")} variant="primary">
          {t("passwordExpiry.change")}
        </AppLink>
      </Alert>
    </Box>
  );
}
