import type { ReactNode } from "react";
import { useSearchParams } from "react-router";
import type { PolicyDetail } from "../../api/types.ts";
import { useQuery } from "../../api/use-query.ts";
import { t } from "../../i18n/t.ts";
import { toPolicies } from "../../routes.ts";
import { UnloadedPage } from "../unloaded-page.tsx";
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
    <UnloadedPage
      title={policyNameOf(policyArn)}
      trail={trail}
      error={error}
      onRetry={reload}
      missing={{
        text: t("policy.notFound"),
        list: { href: toPolicies(), text: t("policy.toPolicies") },
      }}
      missingBy={["NoSuchEntity", "InvalidInput", "ValidationError"]}
    />
  );
}
