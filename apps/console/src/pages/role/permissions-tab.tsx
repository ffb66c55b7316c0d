import SpaceBetween from "@cloudscape-design/components/space-between";
import { useQuery } from "../../api/use-query.ts";
import { PageLoading } from "../../components/page-loading.tsx";
import { Attached } from "../../components/permissions/attached.tsx";
import { Boundary } from "../../components/permissions/boundary.tsx";
import { Inline } from "../../components/permissions/inline.tsx";
import { SimulateLink } from "../../components/permissions/simulate-link.tsx";
import { Problem } from "../../components/problem.tsx";
import type { RoleTabProps } from "./tab-props.ts";

export function PermissionsTab({ detail }: RoleTabProps) {
  const { roleName, arn } = detail.role;
  const { data, error, reload } = useQuery("GetRolePermissions", { roleName });
  if (data === undefined) {
    return error === undefined ? <PageLoading /> : <Problem error={error} onRetry={reload} />;
  }
  const { attached, inline, boundary, denied } = data;
  const holder = { kind: "role", name: roleName } as const;
  const shared = { holder, denied, onChanged: reload };
  return (
    <SpaceBetween size="l">
      <SimulateLink name={roleName} arn={arn} />
      <Attached {...shared} rows={attached} />
      <Inline {...shared} rows={inline} />
      <Boundary {...shared} boundary={boundary} />
    </SpaceBetween>
  );
}
