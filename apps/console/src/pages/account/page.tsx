import SpaceBetween from "@cloudscape-design/components/space-between";
import { Page } from "../../components/page.tsx";
import { t } from "../../i18n/t.ts";
import { AccountDetails } from "./account-details.tsx";
import { Sessions } from "./sessions.tsx";

/** "My Account": what the account is called, and where one is signed in. */
export function AccountPage() {
  return (
    <Page title={t("account.title")} maxContentWidth={1280}>
      <SpaceBetween size="l">
        <AccountDetails />
        <Sessions />
      </SpaceBetween>
    </Page>
  );
}
