import SpaceBetween from "@cloudscape-design/components/space-between";
import { useQuery } from "../../api/use-query.ts";
import { PageLoading } from "../../components/page-loading.tsx";
import { Attached } from "../../components/permissions/attached.tsx";
import { Inline } from "../../components/permissions/inline.tsx";
import { SimulateLink } from "../../components/permissions/simulate-link.tsx";
import { Problem } from "../../components/problem.tsx";

interface PermissionsProps {
  readonly groupName: string;
  readonly arn: string;
}

export function Permissions({ groupName, arn }: PermissionsProps) {
  const { data, error, reload } = useQuery("GetGroupPermissions", { groupName });
  if (data === undefined) {
    return error === undefined ? <PageLoading /> : <Problem error={error} onRetry={reload} />;
  }
  const { attached, inline, denied } = data;
  const shared = { holder: { kind: "group", name: groupName }, denied, onChanged: reload } as const;
  return (
    <SpaceBetween size="l">
      <SimulateLink name={groupName} arn={arn} />
      <Attached {...shared} rows={attached} />
      <Inline {...shared} rows={inline} />
    </SpaceBetween>
  );
}
