import { hostname } from "node:os";
import { OperatorFault, systemClock } from "@sallyport/platform";
import {
  entriesOf,
  joinContents,
  mergeVaults,
  type OpenVault,
  openAgain,
  openVault,
  previewJoin,
  SyncFault,
  VaultFault,
} from "@sallyport/vault";
import {
  asSyncFault,
  meet,
  pairDevice,
  type Stored,
  SyncClient,
  storeJoined,
} from "@sallyport/vault/sync";
import { defineCommand, exitCodes, UsageFault } from "../command.ts";
import { commonHelp, commonOptions, printable, sayingFaults } from "./command.ts";
import { openSecrets, type Secrets } from "./secrets.ts";
import { findSyncRecord, forgetSyncRecord, writeSyncRecord } from "./sync-file.ts";
import {
  changeVault,
  findVaultFile,
  makeVaultFile,
  openVaultFile,
  saveVault,
  type VaultFile,
  vaultPath,
} from "./vault-file.ts";

export const authenticatorSync = defineCommand({
  name: "authenticator sync",
  summary: "keeps your own virtual MFA device in step with your other devices",
  help: `
Usage: sallyport authenticator sync [options]
       sallyport authenticator sync --connect URL [--name NAME] [--join] [options]
       sallyport authenticator sync --leave [options]

Gets the sealed vault that your devices share through your Sallyport, merges it in, and puts back
what is not there yet.

  --connect URL        connects this vault first, through the Sallyport at this address; asks for
                       the pairing code that its console shows under "Authenticator sync"
  --name NAME          what the console is to call this device; without it the machine's name
  --join               where your devices share another vault: brings the accounts of this one
                       into it. From then on that vault's passphrase opens this one
  --leave              takes this device from those that sync; its accounts stay
${commonHelp}

With --passphrase-stdin each is a line: the passphrase, the pairing code, and the passphrase of the
vault that the other devices share, where that is another.
`,
  options: {
    ...commonOptions,
    connect: { type: "string" },
    name: { type: "string" },
    join: { type: "boolean" },
    leave: { type: "boolean" },
  },
  run: (values, terminal) =>
    sayingFaults(async () => {
      const secrets = openSecrets(terminal, { fromStdin: values["passphrase-stdin"] === true });
      const path = vaultPath(values.vault, terminal);
      if (values.leave === true) {
        if (values.connect !== undefined) throw new UsageFault("Either --connect or --leave.");
        await leave(await openVaultFile(path, secrets));
        terminal.stderr.write("This device syncs no more. Its accounts are still here.\n");
        return exitCodes.done;
      }
      const file =
        values.connect === undefined
          ? await openVaultFile(path, secrets)
          : await connect(path, secrets, {
              server: originOf(values.connect),
              name: values.name ?? hostname(),
              joins: values.join === true,
              say: (words) => terminal.stderr.write(`${words}\n`),
            });
      const accounts = entriesOf((await sync(file)).contents).length;
      const told = values.json === true ? JSON.stringify({ accounts }) : `Synced: ${accounts}`;
      terminal.stdout.write(`${told}\n`);
      return exitCodes.done;
    }),
});

interface Wish {
  readonly server: string;
  readonly name: string;
  /** Whether accounts of this vault may be brought into another. */
  readonly joins: boolean;
  readonly say: (words: string) => void;
}

/** A device that is refused, or that its person calls back, is taken off the list again; the code is used up. */
async function connect(path: string, secrets: Secrets, wish: Wish): Promise<VaultFile> {
  const own = await findVaultFile(path, secrets);
  const { server, name } = wish;
  const paired = await pairDevice(fetch, { server, name, code: await secrets.ask("Pairing code") });
  const client = new SyncClient(fetch, { server, token: paired.token });
  wish.say(
    `These are the devices of ${printable(paired.owner)}, account ${printable(paired.account)}.`,
  );
  try {
    const file = await shareVault(path, own, { client, secrets, wish });
    await writeSyncRecord(path, file.vault, { kind: "on", server, name, ...paired });
    return file;
  } catch (error) {
    await client.leave().catch(() => undefined); // else it stands in the console
    throw error;
  }
}

interface Connecting {
  readonly client: SyncClient;
  readonly secrets: Secrets;
  readonly wish: Wish;
}

/** The vault that the devices share, on this device. */
async function shareVault(
  path: string,
  own: VaultFile | undefined,
  { client, secrets, wish }: Connecting,
): Promise<VaultFile> {
  const stored = await client.get();
  if (stored.kind !== "vault") {
    if (own !== undefined) return own;
    throw new OperatorFault("No vault is stored there yet, and there is none here.");
  }
  if (own !== undefined && (await isOwn(own.vault, stored.bytes))) return own;
  const passphrase = await secrets.ask("Passphrase of the synced vault");
  const shared = await openVault(stored.bytes, { kind: "passphrase", passphrase });
  if (own === undefined) return makeVaultFile(path, shared);
  return join(own, shared, { stored, client, wish });
}

/** Brings the accounts of this device's vault into the shared one; the own one stays until the server has the whole. */
async function join(
  own: VaultFile,
  shared: OpenVault,
  {
    stored,
    client,
    wish,
  }: {
    readonly stored: Extract<Stored, { readonly kind: "vault" }>;
    readonly client: SyncClient;
    readonly wish: Wish;
  },
): Promise<VaultFile> {
  const { here, there, both } = previewJoin(own.vault.contents, shared.contents);
  wish.say(`${here} accounts here, ${there} in the synced vault, ${both} in both.`);
  if (!wish.joins) {
    throw new OperatorFault(
      "The other devices share another vault. Nothing was changed: to put the two together, ask for a new code and say --join.",
    );
  }
  const atMs = systemClock.now();
  const known = { vault: shared, revision: stored.revision };
  const joined = await storeJoined(client, { known, findOwn: () => own.vault, atMs });
  return changeVault(own, joined, (before) => joinContents(before, joined.contents, atMs));
}

async function isOwn(vault: OpenVault, stored: Uint8Array): Promise<boolean> {
  try {
    await openAgain(vault, stored);
    return true;
  } catch (error) {
    if (error instanceof VaultFault && error.code === "otherVault") return false;
    throw asSyncFault(error);
  }
}

async function sync(file: VaultFile): Promise<OpenVault> {
  const record = await findSyncRecord(file.path, file.vault);
  if (record === undefined) {
    throw new OperatorFault("This vault is not synced: connect it with --connect URL.");
  }
  let { vault } = file;
  const local = {
    find: () => vault,
    mergeIn: async (other: OpenVault) => {
      vault = await saveVault(file, mergeVaults(vault, other));
    },
  };
  try {
    await meet(new SyncClient(fetch, record), local);
    return vault;
  } catch (error) {
    if (!(error instanceof SyncFault) || error.code !== "removed") throw error;
    await forgetSyncRecord(file.path);
    throw new OperatorFault(`${error.message} It syncs no more; its accounts are still here.`);
  }
}

async function leave({ path, vault }: VaultFile): Promise<void> {
  const record = await findSyncRecord(path, vault);
  if (record === undefined) throw new OperatorFault("This vault is not synced.");
  await forgetSyncRecord(path);
  try {
    await new SyncClient(fetch, record).leave();
  } catch (error) {
    if (error instanceof SyncFault && error.code === "removed") return;
    throw new OperatorFault(
      "This device syncs no more, but the server could not be told: remove it in the console.",
      { cause: error },
    );
  }
}

/** A token goes over TLS, or to this machine. */
function originOf(given: string): string {
  const url = URL.parse(given);
  const isHere = url !== null && /^(?:localhost|127\.0\.0\.1|\[::1\])$/.test(url.hostname);
  if (url?.protocol === "https:" || (url?.protocol === "http:" && isHere)) return url.origin;
  throw new UsageFault("--connect takes the https address of your Sallyport.");
}
