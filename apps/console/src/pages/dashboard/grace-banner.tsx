import Alert from "@cloudscape-design/components/alert";
import { AppLink } from "../../components/app-link.tsx";
import { Instant } from "../../components/instant.tsx";
import { t } from "../../i18n/t.ts";
import { toSecurityCredentials } from "../../routes.ts";

/** For whoever the account requires MFA of, and who has put it off. */
export function GraceBanner({ endsAt }: { readonly endsAt: string }) {
  return (
    <Alert
      type="warning"
      header={t("requireMfa.bannerTitle")}
      action={<AppLink href={toSecurityCredentials("mfa")}>{t("requireMfa.bannerAction")}</AppLink>}
    >
      {t("requireMfa.bannerText")} <Instant at={endsAt} />
    </Alert>
  );
}
