import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { test } from "node:test";
import { errorCodes } from "./errors.ts";

test("every refusal is documented, and nothing else is", async () => {
  const page = await readFile(
    new URL("../../../docs/reference/errors.md", import.meta.url),
    "utf8",
  );
  const documented = [...page.matchAll(/^## (\w+)$/gm)].map(([, code]) => code);
  assert.deepEqual(documented, [...errorCodes].sort());
});
