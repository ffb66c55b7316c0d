/** Resolves at the first SIGTERM or SIGINT; the second ends the process at once, as people expect of Ctrl-C. */
export function untilAskedToStop(): Promise<void> {
  return new Promise((resolve) => {
    const stop = () => {
      resolve();
      for (const signal of ["SIGTERM", "SIGINT"] as const)
        process.once(signal, () => process.exit(1));
    };
    for (const signal of ["SIGTERM", "SIGINT"] as const) process.once(signal, stop);
  });
}
