// Exchanges the master key: every key that it wraps is wrapped anew under the current one, all in one transaction. So a command that
// is killed has changed nothing or everything, and running it again does no harm. The keys themselves stay what they are: nothing
// that is sealed, and no digest, changes with it.

import type { Keyring, WrappedKey } from "./data-keys.ts";
import type { WrappedDigestKey } from "./digests.ts";
import { OperatorFault } from "./fault.ts";
import { type MasterKeys, unwrapKey, type WrappedAs, wrapKey } from "./key-wraps.ts";

/** Somebody else changes the ring at the same moment no oftener than this. */
const mostTries = 5;

/** A wrapped key with what stands in its place from now on. */
export interface Rewrapped {
  readonly former: Uint8Array;
  readonly wrapped: Uint8Array;
}

/** A ring whose master key can be exchanged. */
export interface ExchangeableKeyring extends Keyring {
  /** Replaces all in one transaction; changes nothing and answers false where one is gone or was replaced meanwhile. */
  rewrap(changes: {
    readonly dataKeys: readonly (Rewrapped & Pick<WrappedKey, "version">)[];
    readonly digestKeys: readonly (Rewrapped & Pick<WrappedDigestKey, "purpose">)[];
  }): Promise<boolean>;
}

/** Wraps under the current master key what the previous one wrapped; answers with how many keys that were. */
export async function exchangeMasterKey({
  keyring,
  masterKeys,
}: {
  readonly keyring: ExchangeableKeyring;
  readonly masterKeys: MasterKeys;
}): Promise<number> {
  const { current } = masterKeys;
  const anew = <Key extends { readonly wrapped: Uint8Array }>(key: Key, as: WrappedAs) => {
    const { key: opened, by } = unwrapKey(masterKeys, as, key.wrapped);
    if (by === current) return [];
    return [{ ...key, former: key.wrapped, wrapped: wrapKey(current, as, opened) }];
  };
  let exchanged = 0;
  // Until nothing is left: a data key that `rotate-keys` made at the same moment is found by the next look.
  for (let tries = 0; tries < mostTries; tries += 1) {
    const dataKeys = (await keyring.list()).flatMap((key) => anew(key, `data key ${key.version}`));
    const digestKeys = (await keyring.listDigestKeys()).flatMap((key) =>
      anew(key, `digest key ${key.purpose}`),
    );
    const found = dataKeys.length + digestKeys.length;
    if (found === 0) return exchanged;
    if (await keyring.rewrap({ dataKeys, digestKeys })) exchanged += found;
  }
  throw new OperatorFault("The keys are being changed by somebody else: run the command again.");
}
