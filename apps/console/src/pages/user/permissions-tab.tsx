import Container from "@cloudscape-design/components/container";
import Header from "@cloudscape-design/components/header";
import { AppLink } from "../../components/app-link.tsx";
import { EmptyState } from "../../components/empty-state.tsx";
import { t } from "../../i18n/t.ts";
import { toUser } from "../../routes.ts";
import type { UserTabProps } from "./tab-props.ts";

export function PermissionsTab({ detail }: UserTabProps) {
  const { userName } = detail.user;
  const toGroups = (
    <AppLink href={toUser(userName, "groups")}>{t("user.permissions.toGroups")}</AppLink>
  );
  return (
    <Container
      header={
        <Header variant="h2" description={t("user.permissions.description")}>
          {t("user.permissions.title", { userName })}
        </Header>
      }
      {...(detail.permissionsFrom.length === 0 ? {} : { footer: toGroups })}
    >
      {detail.permissionsFrom.length === 0 ? (
        <EmptyState
          title={t("user.permissions.none.title")}
          text={t("user.permissions.none.text", { userName })}
          action={toGroups}
        />
      ) : (
        <ul className="sp-list">
          {detail.permissionsFrom.map((sentence) => (
            <li key={sentence}>{sentence}</li>
          ))}
        </ul>
      )}
    </Container>
  );
}
