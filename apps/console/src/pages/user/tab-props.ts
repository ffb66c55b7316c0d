import type { UserDetail } from "../../api/types.ts";

export interface UserTabProps {
  readonly detail: UserDetail;
  /** Something of the user was changed: read it again. */
  readonly onChanged: () => void;
}
