import { consoleApi, consoleApiRoute } from "@sallyport/console-api";
import type { Iam } from "@sallyport/core";
import { signIn, signInRoute } from "@sallyport/sign-in";
import type { DoorLog, Site } from "@sallyport/web";
import { consolePages, consoleRoute } from "./console-pages.ts";
import type { Mounts } from "./front.ts";
import type { StaticFiles } from "./static-files.ts";

export interface MountOptions {
  readonly site: Site;
  readonly log: DoorLog;
  /** The built console. */
  readonly consoleFiles: StaticFiles;
  /** Whether no account was ever made here. */
  readonly isSetupOpen: () => Promise<boolean>;
}

/** Which door is where. */
export function mountDoors(iam: Iam, options: MountOptions): Mounts {
  const { site, log, consoleFiles, isSetupOpen } = options;
  const pages = signIn(iam, { site, log, isSetupOpen });
  return {
    site,
    mounts: [
      { path: "/api", door: consoleApi(iam, { site, log }), routeOf: consoleApiRoute },
      { path: "/signin", door: pages, routeOf: signInRoute },
      { path: "/setup", door: pages, routeOf: signInRoute },
      {
        path: "/console",
        door: consolePages(iam, { site, files: consoleFiles }),
        routeOf: consoleRoute,
      },
    ],
  };
}
