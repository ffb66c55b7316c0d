import Container from "@cloudscape-design/components/container";
import Header from "@cloudscape-design/components/header";
import KeyValuePairs from "@cloudscape-design/components/key-value-pairs";
import SpaceBetween from "@cloudscape-design/components/space-between";
import type { Group } from "../../api/types.ts";
import { CopyableText } from "../../components/copy.tsx";
import { Instant } from "../../components/instant.tsx";
import { t } from "../../i18n/t.ts";

export function Summary({ group }: { readonly group: Group }) {
  return (
    <Container header={<Header variant="h2">{t("group.summary")}</Header>}>
      <SpaceBetween size="l">
        <KeyValuePairs
          columns={1}
          items={[
            {
              label: t("group.arn"),
              value: <CopyableText text={group.arn} what={t("group.arn")} />,
            },
          ]}
        />
        <KeyValuePairs
          columns={4}
          items={[
            { label: t("group.path"), value: group.path },
            { label: t("group.createDate"), value: <Instant at={group.createDate} /> },
          ]}
        />
      </SpaceBetween>
    </Container>
  );
}
