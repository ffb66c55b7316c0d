// The wiring diagram: from a configuration to a running server. Nothing else puts rooms together.

import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { type Clock, createIam, type Iam, MINUTE } from "@sallyport/core";
import {
  createMailFolder,
  createSmtpMailer,
  type Log,
  type Mailer,
  type ReadWorker,
  type ReportWorker,
  startAuditWorker,
  startKeyWorker,
  startOutboxWorker,
  startReadWorker,
  startReportWorker,
} from "@sallyport/platform";
import { siteOf } from "@sallyport/web";
import { authenticatorUrlOf, type Config, publicUrlOf, senderOf } from "./config.ts";
import {
  prepareDataDirectory,
  publishServerUrl,
  rememberAccount,
  withdrawServerUrl,
} from "./data-directory.ts";
import { mountDoors, openAuthenticatorFiles, openStaticFiles, serve } from "./http/index.ts";
import { type Installation, openInstallation } from "./installation.ts";
import { refuseLab } from "./lab.ts";
import { lockDatabase } from "./server-lock.ts";
import { type Announcement, createSetupToken } from "./setup-token.ts";

/** In a checkout they are beside the server. */
const ownWebApps = fileURLToPath(new URL("../..", import.meta.url));
const sweepEvery = 10 * MINUTE;
/** A stop waits this long for answers under way. */
const graceMs = 10_000;

export interface ServerOptions {
  readonly config: Config;
  readonly log: Log;
  /** `--new`: an empty database where there was an account is meant. */
  readonly beginAnew: boolean;
  /** A lab's server may open a lab's database; no other may. */
  readonly lab?: boolean;
  /** The machine's own, unless who starts the server in their own process moves another (security rule 33). */
  readonly clock?: Clock;
  /** Folder with the built web apps, each in `<name>/dist`: the checkout's, unless who starts the server brings others along. */
  readonly webApps?: string;
  /** Where the set-up token is shown, while there is no account. */
  readonly announcement: (publicUrl: string) => Announcement;
  /** Before the doors open: the lab makes its people here. */
  readonly beforeOpening?: (parts: {
    readonly iam: Iam;
    readonly installation: Installation;
  }) => Promise<void>;
}

export interface RunningServer {
  readonly publicUrl: string;
  /** Where the authenticator app is, if one is served. */
  readonly authenticatorUrl: string | undefined;
  readonly installation: Installation;
  readonly iam: Iam;
  /** Answers what is under way, and lets go of everything. */
  stop(): Promise<void>;
}

export async function startServer(options: ServerOptions): Promise<RunningServer> {
  const { config, log, beginAnew } = options;
  const undo: (() => unknown)[] = [];
  const unwind = async () => {
    for (const step of undo.reverse()) await step();
  };
  try {
    // The port first: one that is taken is told before anything is made.
    const serving = await serve({ listen: config.listen, proxies: config.trustedProxies, log });
    undo.push(() => serving.close(graceMs));
    const publicUrl = publicUrlOf(config, serving.port);
    const site = siteOf(publicUrl);
    if (config.database.kind === "sqlite") {
      await prepareDataDirectory(config.dataDirectory);
      const lock = lockDatabase(config.database.file);
      undo.push(() => lock.release());
    }
    const installation = await openInstallation({
      config,
      publicUrl,
      log,
      beginAnew,
      ...(options.clock !== undefined && { clock: options.clock }),
    });
    undo.push(() => installation.close());
    if (options.lab !== true) await refuseLab(installation);
    const { store, ports, settings, dataKeys } = installation;

    const keyWorker = startKeyWorker({ dataKeys, log });
    undo.push(() => keyWorker.stop());
    const outbox = startOutboxWorker({
      store,
      mailer: await openMailer(config, publicUrl),
      clock: ports.clock,
      log,
    });
    undo.push(() => outbox.stop());
    const setupToken = createSetupToken({
      ...ports,
      announcement: options.announcement(publicUrl),
    });
    undo.push(() => setupToken.close());

    let reports: ReportWorker | undefined;
    let reads: ReadWorker | undefined;
    let waitingForAccount = !installation.anyAccount;
    const noteFirstAccount = async () => {
      if (!waitingForAccount || !(await store.read((tx) => tx.accounts.any()))) return;
      waitingForAccount = false;
      await setupToken.close();
      if (config.database.kind !== "memory") await rememberAccount(config.dataDirectory);
    };
    const iam = createIam({
      store,
      ports: { ...ports, setupToken },
      settings,
      afterCommit: (operation) => {
        outbox.nudge();
        if (operation === "GenerateCredentialReport") reports?.nudge();
        if (operation === "PutAuditSetting") reads?.nudge();
        if (waitingForAccount)
          void noteFirstAccount().catch((error) =>
            log.error("the first account was not noted", { error }),
          );
      },
    });
    const reportWorker = startReportWorker({ iam, log });
    reports = reportWorker;
    undo.push(() => reportWorker.stop());
    const auditWorker = startAuditWorker({ iam, log, days: config.auditDays });
    undo.push(() => auditWorker.stop());
    const readWorker = await startReadWorker({ iam, log });
    reads = readWorker;
    undo.push(() => readWorker.stop()); // before the last block is sealed
    await options.beforeOpening?.({ iam, installation });
    await noteFirstAccount();
    if (waitingForAccount) await setupToken.renew();

    const sweeping = setInterval(() => {
      iam.sweep().catch((error: unknown) => log.error("sweeping failed", { error }));
    }, sweepEvery);
    sweeping.unref();
    undo.push(() => clearInterval(sweeping));
    if (config.database.kind !== "memory") {
      await publishServerUrl(config.dataDirectory, publicUrl);
      undo.push(() => withdrawServerUrl(config.dataDirectory));
    }
    const { webApps = ownWebApps } = options;
    const consoleFiles = openStaticFiles(join(webApps, "console", "dist"));
    const isSetupOpen = async () =>
      waitingForAccount && !(await store.read((tx) => tx.accounts.any()));
    const authenticator = openAuthenticator(config, publicUrl, webApps);
    const { clock } = ports;
    const { iamRegions } = config;
    const { quotas } = settings;
    const files = { consoleFiles, authenticator };
    serving.open(mountDoors(iam, { site, log, clock, iamRegions, quotas, isSetupOpen, ...files }));
    undo.push(() => serving.close(graceMs)); // before all else: who is being answered needs what is undone next
    return {
      publicUrl,
      authenticatorUrl: authenticator?.site.origin,
      installation,
      iam,
      stop: unwind,
    };
  } catch (error) {
    await unwind();
    throw error;
  }
}

/** The authenticator's address and files, where one is served. */
function openAuthenticator(config: Config, publicUrl: string, webApps: string) {
  const url = authenticatorUrlOf(config, publicUrl);
  if (url === undefined) return undefined;
  return {
    site: siteOf(url),
    files: openAuthenticatorFiles(join(webApps, "authenticator", "dist")),
  };
}

async function openMailer({ mail }: Config, publicUrl: string): Promise<Mailer> {
  const from = senderOf(mail, publicUrl);
  return mail.kind === "smtp"
    ? createSmtpMailer({ url: mail.url, from })
    : createMailFolder({ directory: mail.directory, from });
}
