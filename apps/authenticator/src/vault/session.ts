// The vault of this device while the app runs: none yet, locked, or open. Whatever happens, the bytes that are stored are
// replaced only by newer ones of the same vault: a wrong passphrase or a failure changes nothing. Two windows may have it
// open; each takes in what the other stored, so that neither undoes the other's changes.

import {
  addWay,
  type Bytes,
  type Credential,
  createVault,
  emptyContents,
  isSameVault,
  mergeVaults,
  type OpenVault,
  openAgain,
  openVault,
  removeWay,
  type SlotHead,
  type SlowHashes,
  sealVault,
  type VaultContents,
  VaultFault,
  type VaultFaultCode,
  type Way,
  waysInto,
  withContents,
} from "@sallyport/vault";
import { createStore, type Store } from "../store.ts";
import type { VaultStorage } from "./storage.ts";

export type VaultState =
  | { readonly kind: "starting" }
  | { readonly kind: "none" }
  | { readonly kind: "locked"; readonly ways: readonly SlotHead[] }
  | { readonly kind: "open"; readonly vault: OpenVault; readonly isSaved: boolean }
  | { readonly kind: "unreadable"; readonly code: VaultFaultCode; readonly bytes: Bytes }
  /** This browser keeps nothing, as in some private windows. */
  | { readonly kind: "noStorage" };

export interface SessionPorts {
  readonly storage: VaultStorage;
  readonly now: () => number;
  /** The slow hashes of one piece of work, which break off when it is called off. */
  readonly hashes: (signal?: AbortSignal) => SlowHashes;
}

/** What asks for a passphrase's key can be called off, and has then changed nothing. */
export class VaultSession {
  readonly state: Store<VaultState> = createStore<VaultState>({ kind: "starting" });
  readonly hashes: SessionPorts["hashes"];
  readonly #storage: VaultStorage;
  readonly #now: () => number;
  /** Every write, one after the other. */
  #writing: Promise<void> = Promise.resolve();

  constructor({ storage, now, hashes }: SessionPorts) {
    this.hashes = hashes;
    this.#storage = storage;
    this.#now = now;
  }

  async start(): Promise<void> {
    this.#storage.onChange(() => void this.#takeIn());
    try {
      this.#show(await this.#storage.read());
    } catch {
      this.state.set({ kind: "noStorage" });
    }
  }

  /** Makes the vault of this device, where there is none. */
  async create(way: Way, signal?: AbortSignal): Promise<void> {
    const vault = await createVault({
      ...{ ways: [way], contents: emptyContents, atMs: this.#now() },
      hashes: this.hashes(signal),
    });
    signal?.throwIfAborted();
    await this.#begin(vault, await sealVault(vault));
  }

  /** Takes a vault of another device as this device's, where there is none. */
  async adopt(bytes: Bytes, credential: Credential, signal?: AbortSignal): Promise<void> {
    const vault = await openVault(bytes, credential, { hashes: this.hashes(signal) });
    signal?.throwIfAborted();
    await this.#begin(vault, bytes);
  }

  async open(credential: Credential, signal?: AbortSignal): Promise<void> {
    await this.#writing;
    const bytes = await this.#storage.read();
    if (bytes === undefined) return this.#show(bytes);
    const vault = await openVault(bytes, credential, { hashes: this.hashes(signal) });
    signal?.throwIfAborted();
    this.state.set({ kind: "open", vault, isSaved: true });
  }

  /** Forgets the key and all that it opened. What was changed is stored all the same. */
  lock(): void {
    const state = this.state.get();
    if (state.kind === "open") this.state.set({ kind: "locked", ways: state.vault.ways });
  }

  /** Changes the contents at once, and stores them. */
  change(edit: (contents: VaultContents) => VaultContents): Promise<void> {
    const vault = this.#requireOpen();
    return this.#replace(withContents(vault, edit(vault.contents)));
  }

  async addWay(opener: Credential, way: Way, signal?: AbortSignal): Promise<void> {
    const added = await this.#withWay(this.#requireOpen(), {
      opener,
      way,
      ...(signal && { signal }),
    });
    await this.#replace(mergeVaults(added, this.#requireOpen()));
  }

  async removeWay(id: string): Promise<void> {
    await this.#replace(removeWay(this.#requireOpen(), id, this.#now()));
  }

  /** A new passphrase; the old ones open nothing from then on. */
  async changePassphrase(opener: Credential, way: Way, signal?: AbortSignal): Promise<void> {
    const before = this.#requireOpen();
    const old = before.ways.filter(({ kind }) => kind === "passphrase");
    const added = await this.#withWay(before, { opener, way, ...(signal && { signal }) });
    const changed = old.reduce((vault, { id }) => removeWay(vault, id, this.#now()), added);
    await this.#replace(mergeVaults(changed, this.#requireOpen()));
  }

  /** Takes in what another device made of this vault, and stores it. */
  async mergeIn(other: OpenVault): Promise<void> {
    const own = this.#requireOpen();
    const merged = { ...mergeVaults(own, other), isWhole: own.isWhole };
    if (!isSameVault(own, merged)) await this.#replace(merged);
  }

  /**
   * From now on this device has another vault. What it has by then is brought into it, and the old bytes are replaced by
   * one write or not at all: it throws where they stay.
   */
  async changeTo(
    next: OpenVault,
    bring: (own: VaultContents, into: VaultContents) => VaultContents,
  ): Promise<void> {
    await this.#writing;
    await this.#storage.exclusively(async () => {
      const before = this.#requireOpen();
      const stored = await this.#findStored(before);
      const own = stored === undefined ? before : mergeVaults(stored, before);
      let vault = withContents(next, bring(own.contents, next.contents));
      await this.#storage.write(await sealVault(vault));
      const state = this.state.get();
      if (state.kind !== "open") return this.#show(await this.#storage.read());
      const isChanged = state.vault !== before; // while that was written
      if (isChanged) vault = withContents(vault, bring(state.vault.contents, vault.contents));
      if (isChanged) void this.#replace(vault);
      else this.state.set({ kind: "open", vault, isSaved: true });
    });
  }

  /** Makes room for a new vault where the old one cannot be read; its bytes are kept. */
  async setAside(): Promise<void> {
    await this.#storage.setAside();
    this.state.set({ kind: "none" });
  }

  async #withWay(
    vault: OpenVault,
    asked: { readonly opener: Credential; readonly way: Way; readonly signal?: AbortSignal },
  ): Promise<OpenVault> {
    const { opener, way, signal } = asked;
    const hashes = this.hashes(signal);
    const added = await addWay(vault, { opener, way, atMs: this.#now(), hashes });
    signal?.throwIfAborted();
    return added;
  }

  async #begin(vault: OpenVault, bytes: Bytes): Promise<void> {
    const isFirst = await this.#storage.exclusively(async () => {
      if ((await this.#storage.read()) !== undefined) return false;
      await this.#storage.write(bytes);
      return true;
    });
    // Another window was faster: its vault is this device's, and is not overwritten.
    if (isFirst) this.state.set({ kind: "open", vault, isSaved: true });
    else this.#show(await this.#storage.read());
  }

  #show(bytes: Bytes | undefined): void {
    if (bytes === undefined) {
      this.state.set({ kind: "none" });
      return;
    }
    try {
      this.state.set({ kind: "locked", ways: waysInto(bytes) });
    } catch (error) {
      if (!(error instanceof VaultFault)) throw error;
      this.state.set({ kind: "unreadable", code: error.code, bytes });
    }
  }

  #replace(vault: OpenVault): Promise<void> {
    this.state.set({ kind: "open", vault, isSaved: true });
    this.#writing = this.#writing.then(() => this.#store(vault));
    return this.#writing;
  }

  async #store(vault: OpenVault): Promise<void> {
    try {
      await this.#storage.exclusively(async () => {
        const stored = await this.#findStored(vault);
        const whole = stored === undefined ? vault : mergeVaults(stored, vault);
        await this.#storage.write(await sealVault(whole));
        this.#mix(whole);
      });
    } catch (error) {
      const state = this.state.get();
      // Where this device has just changed to another vault, the change was brought into it.
      const isCurrent = state.kind !== "open" || state.vault.id === vault.id;
      if (isOtherVault(error)) {
        if (isCurrent) this.#show(await this.#storage.read());
        return;
      }
      if (state.kind === "open") this.state.set({ ...state, isSaved: false });
    }
  }

  /** What is stored of this vault; undefined where it is gone or damaged, and is to be replaced by what is open. */
  async #findStored(vault: OpenVault): Promise<OpenVault | undefined> {
    const bytes = await this.#storage.read();
    if (bytes === undefined) return undefined;
    try {
      return await openAgain(vault, bytes);
    } catch (error) {
      if (error instanceof VaultFault && error.code === "damaged") return undefined;
      throw error;
    }
  }

  /** Another window stored something. */
  async #takeIn(): Promise<void> {
    const state = this.state.get();
    const bytes = await this.#storage.read();
    if (state.kind !== "open") return this.#show(bytes);
    if (bytes === undefined) return;
    try {
      this.#mix(await openAgain(state.vault, bytes));
    } catch (error) {
      if (isOtherVault(error)) this.#show(bytes);
    }
  }

  /** Puts what is stored and what is shown together. */
  #mix(stored: OpenVault): void {
    const state = this.state.get();
    if (state.kind !== "open") return;
    this.state.set({ kind: "open", vault: mergeVaults(stored, state.vault), isSaved: true });
  }

  #requireOpen(): OpenVault {
    const state = this.state.get();
    if (state.kind !== "open") throw new Error("the vault is locked");
    return state.vault;
  }
}

function isOtherVault(error: unknown): boolean {
  return error instanceof VaultFault && error.code === "otherVault";
}
