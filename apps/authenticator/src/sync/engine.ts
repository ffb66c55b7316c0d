// Keeps this device in step with the person's others while its vault is open: get what is stored, merge it in, put back what
// is not there yet. What goes out is the sealed vault, and it replaces only what was merged in before.

import { isSameVault, type OpenVault, openAgain, sealVault, VaultFault } from "@sallyport/vault";
import type { VaultSession } from "../vault/session.ts";
import { type Fetch, SyncClient } from "./client.ts";
import { isPassing, SyncFault } from "./fault.ts";
import { readRecord, type SyncRecord, type SyncStorage, writeRecord } from "./record.ts";
import type { SyncStatus } from "./sync.ts";

export interface SyncPorts {
  readonly session: VaultSession;
  readonly storage: SyncStorage;
  readonly fetch: Fetch;
  readonly now: () => number;
  readonly isOnline: () => boolean;
  readonly onStatus: (status: SyncStatus) => void;
}

/** A person who types a name does not send every letter. */
const afterChangeMs = 1500;
const firstRetryMs = 15_000;
const longestRetryMs = 15 * 60_000;
/** How often another device may come in between before this one waits for its next turn. */
const mostTries = 6;

/** What is known to be stored on the server. */
interface Known {
  readonly vault: OpenVault;
  readonly revision: string;
}

export class SyncEngine {
  readonly #ports: SyncPorts;
  #known: Known | undefined;
  #record: SyncRecord | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #running: Promise<void> | undefined;
  #next: Promise<void> | undefined;
  #failures = 0;
  /** Until when the server asked to be left alone. */
  #quietUntil = 0;
  #isStopped = false;
  #unsubscribe: () => void = () => undefined;

  constructor(ports: SyncPorts) {
    this.#ports = ports;
  }

  /** Syncs at once, and from then on after every change, until it is stopped. */
  async start(): Promise<void> {
    const vault = this.#findVault();
    if (vault === undefined) return;
    const record = await readRecord(this.#ports.storage, vault);
    if (record?.kind !== "on") {
      this.#ports.onStatus({ kind: "off", wasEnded: record?.kind === "ended" });
      return;
    }
    this.#record = record;
    this.#tell({ isBusy: false });
    this.#unsubscribe = this.#ports.session.state.subscribe(() => this.#noteChange());
    await this.sync();
  }

  /** Nothing is sent any more; what is under way ends by itself. */
  stop(): void {
    this.#isStopped = true;
    clearTimeout(this.#timer);
    this.#unsubscribe();
  }

  /** Syncs now; where that is under way already, once more after it. */
  async sync(): Promise<void> {
    clearTimeout(this.#timer);
    const running = this.#running;
    if (running === undefined) {
      this.#running = this.#syncOnce().finally(() => {
        this.#running = undefined;
      });
      return this.#running;
    }
    this.#next ??= running.then(() => {
      this.#next = undefined;
      return this.sync();
    });
    return this.#next;
  }

  /** Syncs for no reason but that time went by or the network came back. */
  async look(): Promise<void> {
    if (this.#ports.now() >= this.#quietUntil) await this.sync();
  }

  /**
   * Takes this device from those that sync; it keeps its vault. Answers whether the server heard of it: where it did not,
   * the device is still listed there.
   */
  async leave(): Promise<boolean> {
    const record = this.#record;
    this.stop();
    return this.#ports.storage.exclusively(async () => {
      await this.#ports.storage.write(undefined);
      this.#ports.onStatus({ kind: "off", wasEnded: false });
      if (record === undefined) return true;
      try {
        await new SyncClient(this.#ports.fetch, record).leave();
        return true;
      } catch (error) {
        return error instanceof SyncFault && error.code === "removed";
      }
    });
  }

  /** One meeting with the server, of one window at a time. It never throws: what went wrong is told. */
  async #syncOnce(): Promise<void> {
    try {
      await this.#ports.storage.exclusively(() => this.#syncAlone());
    } catch (error) {
      if (error instanceof SyncFault && error.code === "removed") await this.#noteRemoval();
      else this.#noteFault(error);
    }
  }

  async #syncAlone(): Promise<void> {
    const vault = this.#findVault();
    if (this.#isStopped || vault === undefined) return;
    // Another window may have left, or found that this device was removed.
    const record = await readRecord(this.#ports.storage, vault);
    if (record?.kind !== "on") return this.#turnOff(record?.kind === "ended");
    this.#record = record;
    this.#tell({ isBusy: true });
    if (!this.#ports.isOnline()) throw new SyncFault("unreachable");
    await this.#meet(new SyncClient(this.#ports.fetch, record));
    await this.#noteSuccess(record);
  }

  /** Get, merge, put; once more where another device came in between. */
  async #meet(client: SyncClient): Promise<void> {
    for (let tries = 0; tries < mostTries; tries++) {
      if (tries > 0) await pause(Math.random() * 200 * 2 ** tries); // two devices would meet again and again
      await this.#takeIn(client);
      const vault = this.#findVault();
      if (vault === undefined || this.#isStopped) return;
      const known = this.#known;
      if (known?.vault.isWhole && isSameVault(known.vault, vault)) return;
      const revision = await client.put(await sealVault(vault), known?.revision);
      if (revision === undefined) continue;
      this.#known = { vault: { ...vault, isWhole: true }, revision };
      return;
    }
    throw new SyncFault("busy");
  }

  async #takeIn(client: SyncClient): Promise<void> {
    const stored = await client.get(this.#known?.revision);
    if (stored.kind === "unchanged") return;
    this.#known = undefined;
    const own = this.#findVault();
    if (stored.kind === "nothing" || own === undefined) return;
    try {
      const vault = await openAgain(own, stored.bytes);
      await this.#ports.session.mergeIn(vault);
      this.#known = { vault, revision: stored.revision };
    } catch (error) {
      throw asSyncFault(error);
    }
  }

  async #noteSuccess(record: SyncRecord): Promise<void> {
    this.#failures = 0;
    const vault = this.#findVault();
    if (vault === undefined || this.#isStopped) return;
    this.#record = { ...record, syncedAt: this.#ports.now() };
    await writeRecord(this.#ports.storage, vault, this.#record).catch(() => undefined); // it is only when
    this.#tell({ isBusy: false });
  }

  /** The server does not know this device any more: the token is thrown away, and nothing else. */
  async #noteRemoval(): Promise<void> {
    const { storage } = this.#ports;
    const vault = this.#findVault();
    const forget = vault
      ? writeRecord(storage, vault, { kind: "ended" })
      : storage.write(undefined);
    await forget.catch(() => undefined); // then the next attempt finds the same
    this.#turnOff(true);
  }

  #noteFault(fault: unknown): void {
    this.#tell({ isBusy: false, fault });
    if (!isPassing(fault) || this.#isStopped) return;
    const asked = fault instanceof SyncFault ? (fault.retryAfterMs ?? 0) : 0;
    const waited = Math.min(longestRetryMs, firstRetryMs * 2 ** this.#failures);
    this.#failures += 1;
    this.#quietUntil = this.#ports.now() + asked;
    this.#syncIn(Math.max(asked, waited));
  }

  #turnOff(wasEnded: boolean): void {
    const wasOn = !this.#isStopped;
    this.stop();
    if (wasOn) this.#ports.onStatus({ kind: "off", wasEnded });
  }

  /** The vault changed. Where that came from the server there is nothing to send. */
  #noteChange(): void {
    const vault = this.#findVault();
    if (vault === undefined || this.#isStopped) return;
    if (this.#known !== undefined && isSameVault(this.#known.vault, vault)) return;
    this.#syncIn(Math.max(afterChangeMs, this.#quietUntil - this.#ports.now()));
  }

  #syncIn(ms: number): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.sync(), ms);
  }

  #tell(news: { readonly isBusy: boolean; readonly fault?: unknown }): void {
    if (this.#record === undefined || this.#isStopped) return;
    const { server, owner, account, name, syncedAt } = this.#record;
    const when = syncedAt === undefined ? {} : { syncedAt };
    this.#ports.onStatus({ kind: "on", server, owner, account, name, ...when, ...news });
  }

  #findVault(): OpenVault | undefined {
    const state = this.#ports.session.state.get();
    return state.kind === "open" ? state.vault : undefined;
  }
}

/** What the vault says of bytes, said of what is stored on the server. */
export function asSyncFault(error: unknown): unknown {
  if (!(error instanceof VaultFault)) return error;
  if (error.code === "otherVault") return new SyncFault("otherVault", { cause: error });
  const isDamage = error.code === "damaged" || error.code === "notAVault";
  return isDamage ? new SyncFault("damaged", { cause: error }) : error;
}

export function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
