import { awsQuery } from "@sallyport/aws-query";
import { consoleApi, consoleApiRoute } from "@sallyport/console-api";
import type { Clock, Iam, Quotas } from "@sallyport/core";
import { signIn, signInRoute } from "@sallyport/sign-in";
import { vaultSync, vaultSyncRoute } from "@sallyport/vault-sync";
import type { DoorLog, Site } from "@sallyport/web";
import { authenticatorPages } from "./authenticator-pages.ts";
import { consolePages, consoleRoute } from "./console-pages.ts";
import type { Mounts } from "./front.ts";
import type { StaticFiles } from "./static-files.ts";

export interface MountOptions {
  readonly site: Site;
  readonly log: DoorLog;
  readonly clock: Clock;
  /** Where IAM may be said to be; STS is everywhere. */
  readonly iamRegions: readonly string[];
  /** The built console. */
  readonly consoleFiles: StaticFiles;
  /** The built authenticator and the address of its own that it is served at. */
  readonly authenticator: { readonly site: Site; readonly files: StaticFiles } | undefined;
  readonly quotas: Quotas;
  /** Whether no account was ever made here. */
  readonly isSetupOpen: () => Promise<boolean>;
}

/** Which door is where. */
export function mountDoors(iam: Iam, options: MountOptions): Mounts {
  const { site, log, clock, iamRegions, consoleFiles, authenticator, quotas, isSetupOpen } =
    options;
  const pages = signIn(iam, { site, log, isSetupOpen });
  return {
    site,
    ...(authenticator !== undefined && {
      authenticator: {
        site: authenticator.site,
        door: authenticatorPages({ ...authenticator, server: site.origin }),
      },
    }),
    mounts: [
      { path: "/", door: awsQuery(iam, { clock, log, iamRegions }), routeOf: () => "/" },
      { path: "/api", door: consoleApi(iam, { site, log }), routeOf: consoleApiRoute },
      { path: "/signin", door: pages, routeOf: signInRoute },
      { path: "/setup", door: pages, routeOf: signInRoute },
      {
        path: "/vault-sync",
        door: vaultSync(iam, {
          site,
          log,
          authenticatorOrigin: authenticator?.site.origin,
          mostBytes: quotas.vaultBytes,
        }),
        routeOf: vaultSyncRoute,
      },
      {
        path: "/console",
        door: consolePages(iam, { site, files: consoleFiles }),
        routeOf: consoleRoute,
      },
    ],
  };
}
