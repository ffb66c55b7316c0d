import type { Input } from "../../api/types.ts";
import { t } from "../../i18n/t.ts";

/** Whose keys are shown: one's own (root's, or a user's), or those of a user whose page this is. */
export interface KeyOwner {
  readonly kind: "root" | "self" | "user";
  /** A user's; root has none. */
  readonly userName?: string | undefined;
  /** Serial numbers of the owner's MFA devices. */
  readonly devices: readonly string[];
}

/** The `userName` of an input; left out, the operation means oneself. */
export function ownerInput({
  kind,
  userName,
}: KeyOwner): Pick<Input<"CreateAccessKey">, "userName"> {
  return kind === "user" && userName !== undefined ? { userName } : {};
}

/** As the owner is called in a sentence. */
export function ownerName({ kind, userName }: KeyOwner): string {
  return kind === "user" && userName !== undefined ? userName : t("keys.you");
}
