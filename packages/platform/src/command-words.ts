// A command is run without a shell, so that nothing in it is expanded. What stays of a shell's grammar is the least that
// lets an argument hold a space: '…' and "…". Whoever needs a pipe writes: sh -c 'one | two'.

const word = /(?:"[^"]*"|'[^']*'|[^\s"'])+/gy;
const space = /\s*/gy;

/** The program and its arguments, or undefined when a quote does not end (or nothing is there). */
export function splitCommand(command: string): readonly string[] | undefined {
  const words: string[] = [];
  const text = command.trim();
  let at = 0;
  while (at < text.length) {
    word.lastIndex = at;
    const found = word.exec(text);
    if (found === null) return undefined;
    words.push(
      found[0].replaceAll(/"([^"]*)"|'([^']*)'/g, (_, double, single) => double ?? single),
    );
    space.lastIndex = word.lastIndex;
    space.exec(text);
    at = space.lastIndex;
  }
  return words.length === 0 ? undefined : words;
}
