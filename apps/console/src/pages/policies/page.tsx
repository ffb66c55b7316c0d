import Select from "@cloudscape-design/components/select";
import { useState } from "react";
import { useNavigate } from "react-router";
import { GatedButton } from "../../components/gated-button.tsx";
import { ListPage } from "../../components/list/list-page.tsx";
import { useListing } from "../../components/list/use-listing.ts";
import { useConsole } from "../../context/console-context.tsx";
import { t } from "../../i18n/t.ts";
import { toCreatePolicy } from "../../routes.ts";
import {
  defaultPolicyPreferences,
  type PolicyType,
  policyColumns,
  policyTypes,
} from "./config.tsx";

export function PoliciesPage() {
  const { denied } = useConsole();
  const [type, setType] = useState<PolicyType>("All");
  const listing = useListing("ListPolicySummaries", {
    list: "policies",
    defaults: defaultPolicyPreferences,
    denied: denied["iam:ListPolicies"],
    ask: () => ({ scope: type }),
  });
  const navigate = useNavigate();

  return (
    <ListPage
      words="policies"
      listing={listing}
      rows={listing.data?.policies}
      trackBy="policyArn"
      columns={policyColumns}
      fixedColumn="policyName"
      add={
        <GatedButton
          variant="primary"
          denied={denied["iam:CreatePolicy"]}
          onClick={() => void navigate(toCreatePolicy())}
        >
          {t("policies.create")}
        </GatedButton>
      }
      narrow={
        <Select
          ariaLabel={t("policies.type")}
          selectedOption={optionOf(type)}
          options={policyTypes.map(optionOf)}
          onChange={({ detail }) => {
            setType(policyTypes.find((one) => one === detail.selectedOption.value) ?? "All");
            listing.restart();
          }}
        />
      }
    />
  );
}

function optionOf(type: PolicyType) {
  return { value: type, label: t(`policies.type.${type}`) };
}
