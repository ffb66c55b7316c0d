import assert from "node:assert/strict";
import { test } from "node:test";
import { splitCommand } from "./command-words.ts";

const cases: readonly (readonly [string, readonly string[] | undefined])[] = [
  ["vault read -field=key secret/sallyport", ["vault", "read", "-field=key", "secret/sallyport"]],
  ["  cat   /a/b \n", ["cat", "/a/b"]],
  ["sh -c 'one | two'", ["sh", "-c", "one | two"]],
  [`cat "with space" 'and "quotes"'`, ["cat", "with space", 'and "quotes"']],
  [`say "it's"`, ["say", "it's"]],
  [`--key="a b"c`, ["--key=a bc"]],
  ["empty ''", ["empty", ""]],
  ["$HOME `id` $(id) ; rm", ["$HOME", "`id`", "$(id)", ";", "rm"]],
  ["unended 'quote", undefined],
  ["", undefined],
  ["   ", undefined],
];

for (const [command, words] of cases) {
  test(`the command ${JSON.stringify(command)} splits into ${JSON.stringify(words)}`, () => {
    assert.deepEqual(splitCommand(command), words);
  });
}
