// A device without a browser: what its windows share, and vaults that guard nothing.

import assert from "node:assert/strict";
import {
  addDrafts,
  type Bytes,
  entriesOf,
  newEntryId,
  type OpenVault,
  slowHashes,
} from "@sallyport/vault";
import type { SyncStorage } from "../sync/record.ts";
import { type SessionPorts, VaultSession } from "../vault/session.ts";
import type { VaultStorage } from "../vault/storage.ts";

const cost = { memoryKiB: 8, iterations: 1, lanes: 1 }; // these vaults guard nothing
export const way = (passphrase: string) => ({ kind: "passphrase", passphrase, cost }) as const;
export const key = (passphrase: string) => ({ kind: "passphrase", passphrase }) as const;

/** What the windows of one browser share. */
export class Device {
  bytes: Bytes | undefined;
  isFull = false;
  /** What is kept about sync. */
  syncBytes: Bytes | undefined;
  /** Called when the vault was written, before whoever wrote hears of it. */
  onWritten: () => void = () => undefined;
  /** Where the slow hashes are made. */
  hashes: SessionPorts["hashes"] = () => slowHashes;
  readonly #listeners: { readonly of: VaultStorage; readonly tell: () => void }[] = [];
  readonly #exclusively = oneAfterTheOther();
  readonly #syncing = oneAfterTheOther();

  window(): VaultSession {
    const storage: VaultStorage = {
      read: async () => this.bytes,
      write: async (bytes) => {
        if (this.isFull) throw new Error("the device is full");
        this.bytes = bytes;
        for (const { of, tell } of this.#listeners) if (of !== storage) tell();
        this.onWritten();
      },
      setAside: async () => {
        this.bytes = undefined;
      },
      exclusively: this.#exclusively,
      onChange: (tell) => {
        this.#listeners.push({ of: storage, tell });
      },
    };
    return new VaultSession({ storage, now: () => 1_000_000, hashes: this.hashes });
  }

  get syncStorage(): SyncStorage {
    return {
      read: async () => this.syncBytes,
      write: async (bytes) => {
        this.syncBytes = bytes;
      },
      exclusively: this.#syncing,
    };
  }
}

function oneAfterTheOther(): <T>(work: () => Promise<T>) => Promise<T> {
  let queue: Promise<unknown> = Promise.resolve();
  return (work) => {
    const done = queue.then(work);
    queue = done.catch(() => undefined);
    return done;
  };
}

export async function openWindow(device: Device, passphrase = "one"): Promise<VaultSession> {
  const session = device.window();
  await session.start();
  if (session.state.get().kind === "none") await session.create(way(passphrase));
  else await session.open(key(passphrase));
  return session;
}

export function add(session: VaultSession, account: string): Promise<void> {
  const secret = Uint8Array.from(account, (letter) => letter.charCodeAt(0));
  const draft = { kind: "totp", secret, hash: "SHA1", digits: 6, periodSeconds: 30 } as const;
  return session.change((contents) =>
    addDrafts(contents, [{ ...draft, issuer: "", account }], { atMs: 1, newId: newEntryId }),
  );
}

export function vaultOf(session: VaultSession): OpenVault {
  const state = session.state.get();
  assert.ok(state.kind === "open", state.kind);
  return state.vault;
}

export const accountsIn = (session: VaultSession): readonly string[] =>
  entriesOf(vaultOf(session).contents)
    .map(({ account }) => account)
    .sort();
