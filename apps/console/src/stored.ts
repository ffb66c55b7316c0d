/** The browser's own memory for small choices. A browser may refuse it: then nothing is remembered, and nothing breaks. */

export function readStored(key: string): string | undefined {
  try {
    return localStorage.getItem(`sallyport.${key}`) ?? undefined;
  } catch {
    return undefined;
  }
}

export function writeStored(key: string, value: string): void {
  try {
    localStorage.setItem(`sallyport.${key}`, value);
  } catch {
    // remembered nowhere
  }
}
