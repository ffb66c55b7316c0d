import type { RoleDetail } from "../../api/types.ts";

export interface RoleTabProps {
  readonly detail: RoleDetail;
  /** Something of the role was changed: read it again. */
  readonly onChanged: () => void;
}
