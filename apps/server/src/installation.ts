// What the server and the commands share: from the configuration to an open database, unsealed keys and filled ports.

import {
  type Clock,
  defaultQuotas,
  defaultSettings,
  type Ports,
  type Settings,
} from "@sallyport/core";
import {
  createPasswords,
  createPause,
  createWebIdentities,
  type DataKeyring,
  type Log,
  type MasterKeys,
  openSecrets,
  systemClock,
  systemRandom,
} from "@sallyport/platform";
import { samlAssertions } from "@sallyport/saml";
import { type OpenStore, openStore } from "@sallyport/store";
import { siteOf } from "@sallyport/web";
import { authenticatorUrlOf, type Config, type DatabasePlace, publicUrlOf } from "./config.ts";
import {
  findServerUrl,
  prepareDataDirectory,
  refuseEmptied,
  rememberAccount,
} from "./data-directory.ts";

export interface Installation {
  readonly store: OpenStore;
  readonly ports: Ports;
  readonly settings: Settings;
  readonly dataKeys: DataKeyring;
  readonly masterKeys: MasterKeys;
  /** The master key file that was made just now. */
  readonly madeKeyFile: string | undefined;
  readonly anyAccount: boolean;
  /** Finishes what is under way and lets go of the database. */
  close(): Promise<void>;
}

export async function openInstallation({
  config,
  publicUrl,
  log,
  beginAnew,
  clock = systemClock,
}: {
  readonly config: Config;
  readonly publicUrl: string;
  readonly log: Log;
  /** `--new`: an empty database where there was an account is meant. */
  readonly beginAnew: boolean;
  /** Another than the machine's own, for tests in this process. */
  readonly clock?: Clock;
}): Promise<Installation> {
  await prepareDataDirectory(config.dataDirectory);
  const store = await openStore({ url: databaseUrl(config.database) });
  try {
    const anyAccount = await store.read((tx) => tx.accounts.any());
    if (config.database.kind !== "memory") {
      await refuseEmptied({ directory: config.dataDirectory, anyAccount, beginAnew });
      if (anyAccount) await rememberAccount(config.dataDirectory);
    }
    const secrets = await openSecrets({
      source: config.masterKey,
      previousSource: config.previousMasterKey,
      keyring: store.keyring,
      clock,
    });
    const pause = createPause(log);
    // What anybody may ask this server to ask of this machine concerns this machine's people alone.
    const loopbackIssuers = siteOf(publicUrl).loopback;
    const ports: Ports = {
      clock,
      random: systemRandom,
      digests: secrets.digests,
      seals: secrets.seals,
      passwords: await createPasswords(),
      pause,
      setupToken: { check: () => false }, // commands make no first account; the server puts its own here
      webIdentities: createWebIdentities({ clock, log, allowLoopback: loopbackIssuers }),
      assertions: samlAssertions,
    };
    const authenticatorUrl = authenticatorUrlOf(config, publicUrl);
    const settings = {
      ...defaultSettings,
      publicUrl,
      totpWindow: config.totpWindow,
      loopbackIssuers,
      quotas: {
        ...defaultQuotas,
        usersPerAccount: config.usersQuota,
        virtualDevicesPerAccount: config.usersQuota, // AWS: "equal to the user quota for the account"
      },
      ...(authenticatorUrl !== undefined && { authenticatorUrl }),
    };
    return {
      store,
      ports,
      settings,
      dataKeys: secrets.dataKeys,
      masterKeys: secrets.masterKeys,
      madeKeyFile: secrets.madeKeyFile,
      anyAccount,
      async close() {
        await pause.settled();
        await store.close();
      },
    };
  } catch (error) {
    await store.close();
    throw error;
  }
}

/** Where a command's links lead: to the configured address, else to the server that runs here, else to where one would. */
export async function publicUrlBesideServer(config: Config): Promise<string> {
  return (
    config.publicUrl ??
    (await findServerUrl(config.dataDirectory)) ??
    publicUrlOf(config, config.listen.port)
  );
}

function databaseUrl(place: DatabasePlace): string {
  switch (place.kind) {
    case "sqlite":
      return `sqlite:${place.file}`;
    case "memory":
      return "sqlite::memory:";
    case "postgres":
      return place.url;
  }
}
