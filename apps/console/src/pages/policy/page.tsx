import Button from "@cloudscape-design/components/button";
import Container from "@cloudscape-design/components/container";
import SpaceBetween from "@cloudscape-design/components/space-between";
import { useState } from "react";
import { useNavigate, useSearchParams } from "react-router";
import { useFlash } from "../../components/flash.tsx";
import { GatedButton } from "../../components/gated-button.tsx";
import { lazyDialog } from "../../components/lazy-dialog.tsx";
import { LinkedTabs } from "../../components/linked-tabs.tsx";
import { Page } from "../../components/page.tsx";
import { LoadPolicy } from "../../components/policy/load-policy.tsx";
import { PolicyDocument } from "../../components/policy/policy-document.tsx";
import { t } from "../../i18n/t.ts";
import {
  policyTabFrom,
  policyTabs,
  toEditPolicy,
  toPolicies,
  toPolicy,
  toPolicySimulator,
} from "../../routes.ts";
import { HoldersTab } from "./holders-tab.tsx";
import { Summary } from "./summary.tsx";
import type { PolicyTabProps } from "./tab-props.ts";
import { TagsTab } from "./tags-tab.tsx";
import { VersionsTab } from "./versions-tab.tsx";

const DeletePolicy = lazyDialog(async () => (await import("./delete-policy.tsx")).DeletePolicy);

const trail = [{ text: t("nav.policies"), href: toPolicies() }];

export function PolicyPage() {
  return (
    <LoadPolicy>
      {(detail, reload) => <LoadedPolicy detail={detail} onChanged={reload} />}
    </LoadPolicy>
  );
}

const tabContents = {
  document: DocumentTab,
  versions: VersionsTab,
  holders: HoldersTab,
  tags: TagsTab,
} as const;

function LoadedPolicy({ detail, onChanged }: PolicyTabProps) {
  const { policy, builtIn, denied } = detail;
  const { policyName, arn } = policy;
  const tab = policyTabFrom(useSearchParams()[0]);
  const [deleting, setDeleting] = useState(false);
  const navigate = useNavigate();
  const flash = useFlash();
  const fixed = builtIn ? t("policy.builtInReason") : undefined;
  const used = policy.attachmentCount + policy.permissionsBoundaryUsageCount > 0;

  return (
    <Page
      title={policyName}
      trail={trail}
      actions={
        <SpaceBetween direction="horizontal" size="xs">
          <Button onClick={() => void navigate(toPolicySimulator({ policy: arn }))}>
            {t("simulator.open")}
          </Button>
          <GatedButton
            denied={fixed ?? denied["iam:CreatePolicyVersion"]}
            onClick={() => void navigate(toEditPolicy(arn))}
          >
            {t("policy.edit")}
          </GatedButton>
          <GatedButton
            denied={
              fixed ?? denied["iam:DeletePolicy"] ?? (used ? t("policy.inUseReason") : undefined)
            }
            onClick={() => setDeleting(true)}
          >
            {t("policy.delete")}
          </GatedButton>
        </SpaceBetween>
      }
    >
      <SpaceBetween size="l">
        <Summary detail={detail} />
        <LinkedTabs
          label={t("policy.tabs", { policyName })}
          active={tab}
          tabs={policyTabs.map((id) => {
            const Content = tabContents[id];
            return {
              id,
              label: t(`policy.tab.${id}`),
              href: toPolicy(arn, id),
              content: <Content detail={detail} onChanged={onChanged} />,
            };
          })}
        />
      </SpaceBetween>
      {deleting ? (
        <DeletePolicy
          detail={detail}
          onDeleted={() => {
            flash.show({ type: "success", content: t("policy.deleted", { policyName }) });
            void navigate(toPolicies(), { replace: true });
          }}
          onDismiss={() => setDeleting(false)}
        />
      ) : null}
    </Page>
  );
}

function DocumentTab({ detail }: PolicyTabProps) {
  const { versions, policy } = detail;
  const inForce = versions.find(({ isDefaultVersion }) => isDefaultVersion);
  return (
    <Container>
      <PolicyDocument text={inForce?.document ?? ""} what={policy.policyName} />
    </Container>
  );
}
