import Container from "@cloudscape-design/components/container";
import Header from "@cloudscape-design/components/header";
import KeyValuePairs from "@cloudscape-design/components/key-value-pairs";
import SpaceBetween from "@cloudscape-design/components/space-between";
import type { RoleDetail } from "../../api/types.ts";
import { CopyableText } from "../../components/copy.tsx";
import { durationWords } from "../../components/duration.ts";
import { Instant } from "../../components/instant.tsx";
import { t } from "../../i18n/t.ts";
import { MfaAsked } from "../roles/config.tsx";

export function Summary({ detail }: { readonly detail: RoleDetail }) {
  const { role, asksForMFA } = detail;
  return (
    <Container header={<Header variant="h2">{t("role.summary")}</Header>}>
      <SpaceBetween size="l">
        <KeyValuePairs
          columns={1}
          items={[
            {
              label: t("role.arn"),
              value: <CopyableText text={role.arn} what={t("role.arn")} />,
            },
            ...(role.path === "/" ? [] : [{ label: t("role.path"), value: role.path }]),
            ...(role.description
              ? [{ label: t("role.descriptionLabel"), value: role.description }]
              : []),
          ]}
        />
        <KeyValuePairs
          columns={4}
          items={[
            { label: t("role.mfa"), value: <MfaAsked asked={asksForMFA} /> },
            { label: t("role.maxSession"), value: durationWords(role.maxSessionDuration) },
            {
              label: t("role.lastActivity"),
              value:
                role.lastUsedAt === undefined ? (
                  t("state.never")
                ) : (
                  <Instant at={role.lastUsedAt} style="ago" />
                ),
            },
            { label: t("role.createDate"), value: <Instant at={role.createDate} /> },
          ]}
        />
      </SpaceBetween>
    </Container>
  );
}
