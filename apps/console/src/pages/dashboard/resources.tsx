import Container from "@cloudscape-design/components/container";
import Header from "@cloudscape-design/components/header";
import KeyValuePairs from "@cloudscape-design/components/key-value-pairs";
import { AppLink } from "../../components/app-link.tsx";
import { t } from "../../i18n/t.ts";
import { toGroups, toRoles, toUsers } from "../../routes.ts";

interface ResourcesProps {
  readonly counts: { readonly users: number; readonly groups: number; readonly roles: number };
  readonly usersWithoutMfa: number | undefined;
}

export function Resources({ counts, usersWithoutMfa }: ResourcesProps) {
  return (
    <Container header={<Header variant="h2">{t("dashboard.resources")}</Header>}>
      <KeyValuePairs
        columns={4}
        items={[
          { label: t("dashboard.users"), value: <Count count={counts.users} href={toUsers()} /> },
          {
            label: t("dashboard.groups"),
            value: <Count count={counts.groups} href={toGroups()} />,
          },
          { label: t("dashboard.roles"), value: <Count count={counts.roles} href={toRoles()} /> },
          ...(usersWithoutMfa === undefined
            ? []
            : [
                {
                  label: t("dashboard.withoutMfa"),
                  value: <Count count={usersWithoutMfa} href={toUsers()} />,
                },
              ]),
        ]}
      />
    </Container>
  );
}

const numbers = new Intl.NumberFormat("en");

function Count({ count, href }: { readonly count: number; readonly href: string }) {
  return (
    <AppLink href={href} fontSize="display-l" variant="secondary">
      {numbers.format(count)}
    </AppLink>
  );
}
