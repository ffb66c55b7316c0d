import { equalBytes } from "../bytes.ts";
import { type Entry, isEntry, type OtpKey, type VaultContents } from "./entry.ts";

/** Whether both make the same codes, whatever they are called and however far a counter has come. */
export function isSameKey(a: OtpKey, b: OtpKey): boolean {
  const isSameMovement =
    a.kind === "totp" && b.kind === "totp"
      ? a.periodSeconds === b.periodSeconds
      : a.kind === b.kind;
  return (
    isSameMovement && a.hash === b.hash && a.digits === b.digits && equalBytes(a.secret, b.secret)
  );
}

/** The entry that has this key already; one in the trash only where no other has it. */
export function findDuplicate(key: OtpKey, { items }: VaultContents): Entry | undefined {
  const same = items.filter(isEntry).filter((entry) => isSameKey(entry, key));
  return same.find(({ deletedAt }) => deletedAt === undefined) ?? same[0];
}
