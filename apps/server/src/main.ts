// The program behind `sallyport` (bin/sallyport.mjs starts it under the right Node).

import { enableCompileCache } from "node:module";
import { fileURLToPath } from "node:url";

// Reading and compiling some three hundred files is most of a start: what was compiled once is kept beside the packages, where
// only those may write who may change the program itself. Where nobody may, each start compiles anew.
enableCompileCache(
  fileURLToPath(new URL("../../../node_modules/.cache/compiled", import.meta.url)),
);

process.umask(0o077); // whatever is made here is for its owner alone

const { runCommandLine } = await import("./cli/main.ts");

process.exitCode = await runCommandLine(process.argv.slice(2), {
  env: process.env,
  currentDirectory: process.cwd(),
  stdin: process.stdin,
  stdout: process.stdout,
  stderr: process.stderr,
});
