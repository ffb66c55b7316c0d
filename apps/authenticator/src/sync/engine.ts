// Keeps this device in step with the person's others while its vault is open: get what is stored, merge it in, put back what
// is not there yet. What goes out is the sealed vault, and it replaces only what was merged in before.

import { isSameVault, type OpenVault, SyncFault } from "@sallyport/vault";
import { type Fetch, type Known, meet, SyncClient, type SyncRecord } from "@sallyport/vault/sync";
import type { VaultSession } from "../vault/session.ts";
import { readRecord, type SyncStorage, writeRecord } from "./record.ts";
import type { SyncStatus } from "./sync.ts";

export interface SyncPorts {
  readonly session: VaultSession;
  readonly storage: SyncStorage;
  readonly fetch: Fetch;
  readonly now: () => number;
  readonly isOnline: () => boolean;
  /** Where the host that serves the app says that the server is now; undefined where it does not. */
  readonly findServer: () => Promise<string | undefined>;
  readonly onStatus: (status: SyncStatus) => void;
}

/** A person who types a name does not send every letter. */
const afterChangeMs = 1500;
const firstRetryMs = 15_000;
const longestRetryMs = 15 * 60_000;

/** Syncs the vault of one window for as long as it is open. */
export class SyncEngine {
  readonly #ports: SyncPorts;
  #known: Known | undefined;
  #record: SyncRecord | undefined;
  /** What went wrong the last time. */
  #fault: unknown;
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
      await this.#ports.storage.exclusively(() => this.#syncWhereverItIs());
    } catch (error) {
      if (error instanceof SyncFault && error.code === "removed") await this.#noteRemoval();
      else this.#noteFault(error);
    }
  }

  /** Where the server is not found where it was, it may have moved: then once more, at its new address. */
  async #syncWhereverItIs(): Promise<void> {
    try {
      await this.#syncAlone();
    } catch (error) {
      const isGone = error instanceof SyncFault && error.code === "unreachable";
      if (!isGone || !(await this.#follow())) throw error;
      await this.#syncAlone();
    }
  }

  /**
   * Takes down the server's new address. Who says so serves the app itself, and so could make it do anything; all the same no
   * token goes from an encrypted connection to one in the clear.
   */
  async #follow(): Promise<boolean> {
    const [record, vault] = [this.#record, this.#findVault()];
    if (record === undefined || vault === undefined || !this.#ports.isOnline()) return false;
    const server = await this.#ports.findServer().catch(() => undefined);
    if (server === undefined || server === record.server || this.#isStopped) return false;
    if (record.server.startsWith("https:") && !server.startsWith("https:")) return false;
    await writeRecord(this.#ports.storage, vault, { ...record, server });
    this.#known = undefined;
    return true;
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
    const { session, fetch } = this.#ports;
    const local = {
      find: () => (this.#isStopped ? undefined : this.#findVault()),
      mergeIn: (other: OpenVault) => session.mergeIn(other),
    };
    this.#known = await meet(new SyncClient(fetch, record), local, this.#known);
    await this.#noteSuccess(record);
  }

  async #noteSuccess(record: SyncRecord): Promise<void> {
    this.#failures = 0;
    const vault = this.#findVault();
    if (vault === undefined || this.#isStopped) return;
    this.#record = { ...record, syncedAt: this.#ports.now() };
    await writeRecord(this.#ports.storage, vault, this.#record).catch(() => undefined); // it is only when
    this.#fault = undefined;
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
    this.#fault = fault;
    this.#tell({ isBusy: false });
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

  #tell({ isBusy }: { readonly isBusy: boolean }): void {
    if (this.#record === undefined || this.#isStopped) return;
    const { server, owner, account, name, syncedAt } = this.#record;
    const when = syncedAt === undefined ? {} : { syncedAt };
    const fault = this.#fault === undefined ? {} : { fault: this.#fault };
    this.#ports.onStatus({ kind: "on", server, owner, account, name, isBusy, ...when, ...fault });
  }

  #findVault(): OpenVault | undefined {
    const state = this.#ports.session.state.get();
    return state.kind === "open" ? state.vault : undefined;
  }
}

/** Whether the same may well go through a little later. */
function isPassing(error: unknown): boolean {
  return error instanceof SyncFault && (error.code === "unreachable" || error.code === "busy");
}
