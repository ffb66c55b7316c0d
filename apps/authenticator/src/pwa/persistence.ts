/** Whether the browser promised to keep the vault when space runs short; undefined where it promises nothing to anybody. */
export async function isPersistent(): Promise<boolean | undefined> {
  return navigator.storage?.persisted?.();
}

/** Asks for that promise. Some browsers ask the person, some decide by themselves. */
export async function askPersistence(): Promise<boolean | undefined> {
  return navigator.storage?.persist?.();
}
