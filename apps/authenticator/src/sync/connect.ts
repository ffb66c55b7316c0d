// The first meeting of this device with the synced vault. There may be none yet: then this device's becomes it. There may be
// this device's own, brought by a backup. Or there is another: then it is opened, this device's accounts are brought into it, and
// only once the server has the whole does this device change to it. Until then nothing here is touched.

import {
  addWay,
  type Bytes,
  type Credential,
  emptyContents,
  type JoinPreview,
  joinContents,
  type OpenVault,
  openAgain,
  openVault,
  previewJoin,
  type SlotHead,
  SyncFault,
  type VaultContents,
  type Way,
  waysInto,
} from "@sallyport/vault";
import {
  asSyncFault,
  type Fetch,
  type Paired,
  pairDevice,
  SyncClient,
  storeJoined,
} from "@sallyport/vault/sync";
import type { VaultSession } from "../vault/session.ts";
import { type SyncStorage, writeRecord } from "./record.ts";

export interface ConnectPorts {
  readonly session: VaultSession;
  readonly storage: SyncStorage;
  readonly fetch: Fetch;
  readonly now: () => number;
}

export interface Destination {
  readonly server: string;
  /** What the person calls this device. */
  readonly name: string;
}

/**
 * What the person is to be asked. Nothing of theirs was sent before they have seen whose devices these are: a code may be
 * somebody else's, shown to them to get at their accounts.
 */
export type Stage =
  /** What opens the synced vault. */
  | { readonly kind: "shut"; readonly ways: readonly SlotHead[] }
  /** Whether to go on. */
  | {
      readonly kind: "preview";
      readonly preview: JoinPreview;
      /**
       * What the device meets: nothing, for it is the first; its own vault; or another one, whose ways open this device
       * from then on.
       */
      readonly meets: "nothing" | "own" | "other";
    };

/** One device on its way in, step by step. It is in only once the last step is done. */
export class Connecting {
  readonly #ports: ConnectPorts;
  readonly #destination: Destination;
  readonly #paired: Paired;
  readonly #client: SyncClient;
  /** What the server has, as it was last got. */
  #stored: { readonly bytes: Bytes; readonly revision: string } | undefined;
  #shared: OpenVault | undefined;
  #opener: Credential | undefined;

  private constructor(ports: ConnectPorts, destination: Destination, paired: Paired) {
    this.#ports = ports;
    this.#destination = destination;
    this.#paired = paired;
    this.#client = new SyncClient(ports.fetch, { ...destination, token: paired.token });
  }

  /** Uses the code up. */
  static async begin(
    ports: ConnectPorts,
    { code, ...destination }: Destination & { readonly code: string },
  ): Promise<Connecting> {
    const paired = await pairDevice(ports.fetch, { ...destination, code });
    return new Connecting(ports, destination, paired);
  }

  /** Whose devices this one comes to. */
  get whose(): Pick<Paired, "owner" | "account"> {
    return this.#paired;
  }

  /** Looks at what is stored, and sends nothing. */
  async look(): Promise<Stage> {
    await this.#get();
    const own = this.#requireOwn();
    if (this.#stored === undefined) {
      const preview = previewJoin(own.contents, emptyContents);
      return { kind: "preview", preview, meets: "nothing" };
    }
    try {
      const ways = waysInto(this.#stored.bytes);
      const shared = await openAgain(own, this.#stored.bytes).catch(otherVault);
      if (shared === undefined) return { kind: "shut", ways };
      this.#shared = shared;
    } catch (error) {
      throw asSyncFault(error);
    }
    return this.#preview(this.#shared);
  }

  /** Opens the synced vault; a wrong passphrase changes nothing. */
  async open(credential: Credential, signal?: AbortSignal): Promise<Stage> {
    if (this.#stored === undefined) throw new Error("there is nothing to open");
    const hashes = this.#ports.session.hashes(signal);
    this.#shared = await openVault(this.#stored.bytes, credential, { hashes });
    this.#opener = credential;
    return this.#preview(this.#shared);
  }

  /** Puts the two together, and turns sync on. `passkey` opens this device now, and is to open it from then on. */
  async confirm(passkey?: Way): Promise<void> {
    const shared = this.#shared;
    if (shared !== undefined && shared.id !== this.#requireOwn().id) {
      await this.#changeTo(shared, passkey);
    }
    const record = { kind: "on", ...this.#destination, ...this.#paired } as const;
    await writeRecord(this.#ports.storage, this.#requireOwn(), record);
  }

  /** The device is taken from the list again, as if the code had never been used. */
  async cancel(): Promise<void> {
    await this.#client.leave().catch(() => undefined); // else the person sees it in the console
  }

  async #changeTo(opened: OpenVault, passkey: Way | undefined): Promise<void> {
    const [opener, revision] = [this.#opener, this.#stored?.revision];
    if (opener === undefined || revision === undefined) throw new Error("nothing was opened");
    const atMs = this.#ports.now();
    const hashes = this.#ports.session.hashes();
    const vault = passkey ? await addWay(opened, { opener, way: passkey, atMs, hashes }) : opened;
    const joined = await storeJoined(this.#client, {
      known: { vault, revision },
      findOwn: () => this.#requireOwn(),
      atMs,
    });
    await this.#ports.session.changeTo(joined, this.#join);
  }

  readonly #join = (own: VaultContents, shared: VaultContents): VaultContents =>
    joinContents(own, shared, this.#ports.now());

  async #get(): Promise<void> {
    const stored = await this.#client.get();
    this.#stored = stored.kind === "vault" ? stored : undefined;
  }

  #preview(shared: OpenVault): Stage {
    const own = this.#requireOwn();
    const preview = previewJoin(own.contents, shared.contents);
    return { kind: "preview", preview, meets: own.id === shared.id ? "own" : "other" };
  }

  #requireOwn(): OpenVault {
    const state = this.#ports.session.state.get();
    if (state.kind !== "open") throw new Error("the vault is locked");
    return state.vault;
  }
}

function otherVault(error: unknown): undefined {
  const fault = asSyncFault(error);
  if (fault instanceof SyncFault && fault.code === "otherVault") return undefined;
  throw error;
}
