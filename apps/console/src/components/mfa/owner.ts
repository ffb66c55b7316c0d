import type { Input } from "../../api/types.ts";

/** Whose devices are managed: one's own, or a named IAM user's. Root's are only ever one's own. */
export type DeviceOwner =
  | { readonly kind: "self" }
  | { readonly kind: "user"; readonly userName: string };

/** The `userName` of an input; left out, the operation means oneself. */
export function ownerInput(owner: DeviceOwner): Pick<Input<"RemoveMFADevice">, "userName"> {
  return owner.kind === "self" ? {} : { userName: owner.userName };
}
