/** The console's JSON API. `./contract` has its types, which are all that the console imports. */

export { type ConsoleApiOptions, consoleApi, consoleApiRoute } from "./console-api.ts";
export { reachableNames } from "./reachable.ts";
