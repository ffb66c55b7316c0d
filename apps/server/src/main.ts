// The program behind `sallyport` (bin/sallyport.mjs starts it under the right Node).

import { runCommandLine } from "./cli/main.ts";

process.umask(0o077); // whatever is made here is for its owner alone

process.exitCode = await runCommandLine(process.argv.slice(2), {
  env: process.env,
  currentDirectory: process.cwd(),
  stdin: process.stdin,
  stdout: process.stdout,
  stderr: process.stderr,
});
