import Alert from "@cloudscape-design/components/alert";
import Container from "@cloudscape-design/components/container";
import Header from "@cloudscape-design/components/header";
import SpaceBetween from "@cloudscape-design/components/space-between";
import type { UserPermissions } from "../../api/types.ts";
import { useQuery } from "../../api/use-query.ts";
import { PageLoading } from "../../components/page-loading.tsx";
import { Attached } from "../../components/permissions/attached.tsx";
import { Boundary } from "../../components/permissions/boundary.tsx";
import { Inline } from "../../components/permissions/inline.tsx";
import { SimulateLink } from "../../components/permissions/simulate-link.tsx";
import { Problem } from "../../components/problem.tsx";
import { t } from "../../i18n/t.ts";
import type { UserTabProps } from "./tab-props.ts";

export function PermissionsTab({ detail, onChanged }: UserTabProps) {
  const { userName } = detail.user;
  const { data, error, reload } = useQuery("GetUserPermissions", { userName });
  return (
    <SpaceBetween size="l">
      <SimulateLink name={userName} arn={detail.user.arn} />
      {data === undefined ? (
        <SpaceBetween size="l">
          {error === undefined ? <PageLoading /> : <Problem error={error} onRetry={reload} />}
          <InWords sentences={detail.permissionsFrom} userName={userName} />
        </SpaceBetween>
      ) : (
        <Policies
          userName={userName}
          permissions={data}
          onChanged={() => {
            reload();
            onChanged();
          }}
        />
      )}
      <Container header={<Header variant="h2">{t("permissions.everyone.title")}</Header>}>
        {t("permissions.everyone.text")}
      </Container>
    </SpaceBetween>
  );
}

function Policies(props: {
  readonly userName: string;
  readonly permissions: UserPermissions;
  readonly onChanged: () => void;
}) {
  const { userName, permissions, onChanged } = props;
  const { attached, inline, viaGroups, hiddenGroups, boundary, denied } = permissions;
  const holder = { kind: "user", name: userName } as const;
  const shared = { holder, denied, onChanged };
  return (
    <SpaceBetween size="l">
      {hiddenGroups.length === 0 ? null : (
        <Alert type="info">{t("permissions.hidden", { groups: hiddenGroups.join(", ") })}</Alert>
      )}
      <Attached
        {...shared}
        rows={[
          ...attached,
          ...viaGroups.flatMap((group) =>
            group.attached.map((policy) => ({ ...policy, groupName: group.groupName })),
          ),
        ]}
      />
      <Inline
        {...shared}
        rows={[
          ...inline,
          ...viaGroups.flatMap((group) =>
            group.inline.map((policy) => ({ ...policy, groupName: group.groupName })),
          ),
        ]}
      />
      <Boundary holder={holder} boundary={boundary} denied={denied} onChanged={onChanged} />
    </SpaceBetween>
  );
}

/** For readers who may not see the policies themselves: their own, in sentences. */
function InWords(props: { readonly sentences: readonly string[]; readonly userName: string }) {
  const { sentences, userName } = props;
  if (sentences.length === 0) return null;
  return (
    <Container
      header={
        <Header variant="h2" description={t("user.permissions.description")}>
          {t("user.permissions.title", { userName })}
        </Header>
      }
    >
      <ul className="sp-list">
        {sentences.map((sentence) => (
          <li key={sentence}>{sentence}</li>
        ))}
      </ul>
    </Container>
  );
}
