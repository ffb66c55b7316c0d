import type { PolicyDetail } from "../../api/types.ts";

export interface PolicyTabProps {
  readonly detail: PolicyDetail;
  /** Something of the policy was changed: read it again. */
  readonly onChanged: () => void;
}
