/**
 * A device meets the vault that the server keeps: it gets that, merges it in, and puts back what is not there yet. What it
 * puts replaces only what it has merged in before, so that nothing is lost that another device stored in between.
 */

import { joinContents } from "../join.ts";
import { VaultFault } from "../vault/fault.ts";
import {
  isSameVault,
  mergeVaults,
  type OpenVault,
  openAgain,
  sealVault,
  withContents,
} from "../vault/vault.ts";
import type { SyncClient } from "./client.ts";
import { SyncFault } from "./fault.ts";

/** What is known to be stored on the server. */
export interface Known {
  readonly vault: OpenVault;
  readonly revision: string;
}

/** The device's own vault, while it is open. */
export interface LocalVault {
  /** As it is at this moment; undefined once it was locked. */
  find(): OpenVault | undefined;
  /** Takes in what other devices made of it, and stores it. */
  mergeIn(other: OpenVault): Promise<void>;
}

/** How often another device may come in between before this one waits for its next turn. */
const mostTries = 6;

/** Meets once, and answers with what is stored then; undefined where the vault was locked in between. */
export async function meet(
  client: SyncClient,
  local: LocalVault,
  before?: Known,
): Promise<Known | undefined> {
  let known = before;
  for (let tries = 0; tries < mostTries; tries++) {
    await pauseBefore(tries);
    known = await takeIn(client, local, known);
    const vault = local.find();
    if (vault === undefined) return undefined;
    if (known?.vault.isWhole && isSameVault(known.vault, vault)) return known;
    const revision = await client.put(await sealVault(vault), known?.revision);
    if (revision !== undefined) return { vault: { ...vault, isWhole: true }, revision };
  }
  throw new SyncFault("busy");
}

async function takeIn(
  client: SyncClient,
  local: LocalVault,
  known: Known | undefined,
): Promise<Known | undefined> {
  const stored = await client.get(known?.revision);
  if (stored.kind === "unchanged") return known;
  const own = local.find();
  if (stored.kind === "nothing" || own === undefined) return undefined;
  try {
    const vault = await openAgain(own, stored.bytes);
    await local.mergeIn(vault);
    return { vault, revision: stored.revision };
  } catch (error) {
    throw asSyncFault(error);
  }
}

/** Brings a device's own accounts into the shared vault, stores that on the server, and answers with it. */
export async function storeJoined(
  client: SyncClient,
  {
    known,
    findOwn,
    atMs,
  }: {
    readonly known: Known;
    /** The vault that the device has until then, as it is at this moment. */
    readonly findOwn: () => OpenVault;
    readonly atMs: number;
  },
): Promise<OpenVault> {
  let shared = known.vault;
  let replaces: string | undefined = known.revision;
  for (let tries = 0; tries < mostTries; tries++) {
    await pauseBefore(tries);
    if (tries > 0) {
      const stored = await client.get();
      replaces = stored.kind === "vault" ? stored.revision : undefined;
      if (stored.kind === "vault") {
        shared = mergeVaults(shared, await openAgain(shared, stored.bytes));
      }
    }
    const joined = withContents(shared, joinContents(findOwn().contents, shared.contents, atMs));
    const revision = await client.put(await sealVault(joined), replaces);
    if (revision !== undefined) return joined;
  }
  throw new SyncFault("busy");
}

/** What the vault says of bytes, said of what is stored on the server. */
export function asSyncFault(error: unknown): unknown {
  if (!(error instanceof VaultFault)) return error;
  if (error.code === "otherVault") return new SyncFault("otherVault", { cause: error });
  const isDamage = error.code === "damaged" || error.code === "notAVault";
  return isDamage ? new SyncFault("damaged", { cause: error }) : error;
}

/** Two devices that came in each other's way would do so again and again. */
async function pauseBefore(tries: number): Promise<void> {
  if (tries === 0) return;
  await new Promise<void>((resolve) => setTimeout(resolve, Math.random() * 200 * 2 ** tries));
}
