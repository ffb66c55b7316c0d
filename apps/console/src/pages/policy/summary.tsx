import Container from "@cloudscape-design/components/container";
import Header from "@cloudscape-design/components/header";
import KeyValuePairs from "@cloudscape-design/components/key-value-pairs";
import SpaceBetween from "@cloudscape-design/components/space-between";
import type { PolicyDetail } from "../../api/types.ts";
import { CopyableText } from "../../components/copy.tsx";
import { Instant } from "../../components/instant.tsx";
import { t } from "../../i18n/t.ts";

export function Summary({ detail }: { readonly detail: PolicyDetail }) {
  const { policy, builtIn } = detail;
  const holders = policy.attachmentCount + policy.permissionsBoundaryUsageCount;
  return (
    <Container header={<Header variant="h2">{t("policy.summary")}</Header>}>
      <SpaceBetween size="l">
        <KeyValuePairs
          columns={1}
          items={[
            {
              label: t("policy.arn"),
              value: <CopyableText text={policy.arn} what={t("policy.arn")} />,
            },
            { label: t("policy.descriptionLabel"), value: policy.description || "–" },
          ]}
        />
        <KeyValuePairs
          columns={4}
          items={[
            {
              label: t("policy.type"),
              value: t(builtIn ? "policies.builtIn" : "policies.own"),
            },
            { label: t("policy.version"), value: policy.defaultVersionId },
            { label: t("policy.holders"), value: holders },
            ...(builtIn
              ? []
              : [
                  {
                    label: t("policy.updateDate"),
                    value: <Instant at={policy.updateDate} />,
                  },
                ]),
          ]}
        />
      </SpaceBetween>
    </Container>
  );
}
