import { useQuery } from "../../api/use-query.ts";
import { policyNameOf } from "../../components/policy/policy-name.ts";
import type { Holdings } from "./whose.ts";

/** What the one whose policies were simulated holds, as far as the reader may see it. */
export function useHoldings(source: string): Holdings {
  const name = policyNameOf(source);
  const ofUser = useQuery(
    "GetUserPermissions",
    source.includes(":user/") ? { userName: name } : undefined,
  );
  const ofGroup = useQuery(
    "GetGroupPermissions",
    source.includes(":group/") ? { groupName: name } : undefined,
  );
  const ofRole = useQuery(
    "GetRolePermissions",
    source.includes(":role/") ? { roleName: name } : undefined,
  );
  if (source.includes(":group/")) return { name, kind: "group", permissions: ofGroup.data };
  if (source.includes(":role/")) return { name, kind: "role", permissions: ofRole.data };
  return { name, kind: "user", permissions: ofUser.data };
}
