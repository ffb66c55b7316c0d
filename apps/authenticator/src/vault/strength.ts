/** How hard a passphrase is to guess for someone who has a copy of the vault, told in steps a person can act on. */
export type Strength = "empty" | "short" | "weak" | "fair" | "strong";

/** Under this many characters nothing is taken. */
export const leastCharacters = 8;

/** A guess costs argon2id over 64 MiB, so that 60 bits are out of reach and 40 are months of somebody's machines. */
const fairBits = 40;
const strongBits = 60;

const usual =
  /p[a4]ss?w[o0]rd|passphrase|qwert[yz]|letmein|welcome|admin|dragon|monkey|iloveyou|sallyport|12345/gi;

export function strengthOf(passphrase: string): Strength {
  if (passphrase === "") return "empty";
  if ([...passphrase].length < leastCharacters) return "short";
  const bits = bitsOf(passphrase);
  if (bits < fairBits) return "weak";
  return bits < strongBits ? "fair" : "strong";
}

/** A rough measure, rather too low: what repeats, runs on or is everybody's first idea counts once. */
function bitsOf(passphrase: string): number {
  const characters = [...passphrase.replace(usual, "*")];
  const counted = characters.filter(
    (character, index) => !continues(characters[index - 1], character),
  );
  const words = passphrase
    .trim()
    .split(/[\s\-_.,]+/)
    .filter((word) => /^\p{L}{3,}$/u.test(word));
  // Words are guessed as words: about 11 bits each, as in a list of two thousand.
  const isPhrase = words.join("").length > passphrase.length * 0.7;
  const different = new Set(counted).size;
  const repeated = different < counted.length / 2 ? 0.6 : 1;
  const bySymbols = counted.length * Math.log2(poolOf(counted)) * repeated;
  return isPhrase ? Math.min(bySymbols, new Set(words).size * 11 + 4) : bySymbols;
}

function continues(before: string | undefined, character: string): boolean {
  const step = (character.codePointAt(0) ?? 0) - (before?.codePointAt(0) ?? Number.NaN);
  return step >= -1 && step <= 1;
}

function poolOf(characters: readonly string[]): number {
  const text = characters.join("");
  const pools = [
    [/\p{Ll}/u, 26],
    [/\p{Lu}/u, 26],
    [/\d/, 10],
    [/[^\p{L}\d]/u, 20],
  ] as const;
  const sum = pools.reduce((pool, [kind, size]) => (kind.test(text) ? pool + size : pool), 0);
  return Math.max(sum, 10);
}
