import type { Caller } from "../caller.ts";
import { refusals } from "../errors.ts";
import type { AccessKeyId } from "../names.ts";
import type { AccessKeyRecord, PersonRecord } from "../records.ts";
import type { Tx } from "../store.ts";
import { type LocatedPerson, locateUserOrSelf } from "./locate.ts";

export interface LocatedKey {
  readonly user: LocatedPerson;
  readonly key: AccessKeyRecord | undefined;
  /** As asked for. */
  readonly accessKeyId: string;
}

/** A key and the user (or the caller) whose it is said to be. */
export async function locateKey(
  tx: Tx,
  caller: Caller,
  input: { readonly userName?: string | undefined; readonly accessKeyId: string },
): Promise<LocatedKey> {
  const { accessKeyId } = input;
  return {
    user: await locateUserOrSelf(tx, caller, input.userName),
    key: await tx.accessKeys.find(accessKeyId as AccessKeyId),
    accessKeyId,
  };
}

/** The key, which must be this person's: somebody else's is told like one that is not there. */
export function requireKeyOf({ key, accessKeyId }: LocatedKey, person: PersonRecord) {
  if (key?.accountId !== person.accountId || key.personId !== person.personId)
    throw refusals.noSuchAccessKey(accessKeyId);
  return key;
}
