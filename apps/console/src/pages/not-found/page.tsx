import Container from "@cloudscape-design/components/container";
import { AppLink } from "../../components/app-link.tsx";
import { EmptyState } from "../../components/empty-state.tsx";
import { Page } from "../../components/page.tsx";
import { t } from "../../i18n/t.ts";
import { toDashboard } from "../../routes.ts";

export function NotFoundPage() {
  return (
    <Page title={t("notFound.title")}>
      <Container>
        <EmptyState
          title={t("notFound.nothing")}
          text={t("notFound.text")}
          action={<AppLink href={toDashboard()}>{t("notFound.toDashboard")}</AppLink>}
        />
      </Container>
    </Page>
  );
}
