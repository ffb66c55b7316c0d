import Container from "@cloudscape-design/components/container";
import type { ReactNode } from "react";
import { useSearchParams } from "react-router";
import { isRefusal } from "../../api/error.ts";
import type { PolicyDetail } from "../../api/types.ts";
import { useQuery } from "../../api/use-query.ts";
import { t } from "../../i18n/t.ts";
import { toPolicies } from "../../routes.ts";
import { AppLink } from "../app-link.tsx";
import { EmptyState } from "../empty-state.tsx";
import { Page } from "../page.tsx";
import { PageLoading } from "../page-loading.tsx";
import { Problem } from "../problem.tsx";
import { policyNameOf } from "./policy-name.ts";

const trail = [{ text: t("nav.policies"), href: toPolicies() }];

interface LoadPolicyProps {
  readonly children: (detail: PolicyDetail, reload: () => void) => ReactNode;
}

/** The policy whose ARN is in the address, or why it is not to be had. */
export function LoadPolicy({ children }: LoadPolicyProps) {
  const policyArn = useSearchParams()[0].get("arn") ?? "";
  const { data, error, reload } = useQuery("GetPolicySummary", { policyArn });
  if (data !== undefined) return <>{children(data, reload)}</>;
  return (
    <Page title={policyNameOf(policyArn)} trail={trail}>
      {error === undefined ? (
        <PageLoading />
      ) : isRefusal(error, "NoSuchEntity", "InvalidInput", "ValidationError") ? (
        <Container>
          <EmptyState
            title={t("notFound.nothing")}
            text={t("policy.notFound")}
            action={<AppLink href={toPolicies()}>{t("policy.toPolicies")}</AppLink>}
          />
        </Container>
      ) : (
        <Problem error={error} onRetry={reload} />
      )}
    </Page>
  );
}
