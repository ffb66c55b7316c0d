import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describeStore } from "@sallyport/core/testing";
import { openStore } from "./open-store.ts";

describeStore("SQLite in memory", async () => ({
  store: await openStore({ url: "sqlite::memory:" }),
}));

describeStore("SQLite in a file", async () => {
  const folder = await mkdtemp(join(tmpdir(), "sallyport-store-"));
  const url = `sqlite:${join(folder, "sallyport.db")}`;
  return {
    store: await openStore({ url }),
    again: () => openStore({ url }),
    dispose: () => rm(folder, { recursive: true }),
  };
});
