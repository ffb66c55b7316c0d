// A passphrase takes a second to work through, on purpose. Meanwhile the app lives: it shows that it works, and can be stopped.

import assert from "node:assert/strict";
import { createVault, emptyContents, sealVault } from "@sallyport/vault";
import { chooseFile, link, scene, secret } from "../support/authenticator-stage.ts";
import { keyboard } from "../support/hands.ts";
import { watchSlowHashes } from "../support/slow-hash-watch.ts";

scene("a passphrase is worked through beside the screen, offline too", async ({ host, device }) => {
  const app = await device();
  const { visitor } = app;
  const hashes = watchSlowHashes(visitor.page);
  await app.createVault();
  await hashes.areInWorkers(1);
  await app.addLink(link("Harbour"));
  await app.code("Harbour");
  await visitor.page.evaluate(async () => {
    await navigator.serviceWorker.ready;
  });
  await visitor.page.context().setOffline(true);
  await host.stop();
  await visitor.page.reload();
  await app.unlock();
  await app.showsCodesOf("Harbour", secret);
  await hashes.areInWorkers(2);
});

/** A backup whose passphrase takes far longer than any of ours: what the file says of the price is not under its seal. */
async function slowBackup(): Promise<Buffer> {
  const cost = { memoryKiB: 0x01_01_01, iterations: 1, lanes: 1 };
  const way = { kind: "passphrase", passphrase: "one", cost } as const;
  const bytes = Buffer.from(
    await sealVault(await createVault({ ways: [way], contents: emptyContents, atMs: 0 })),
  );
  const at = bytes.indexOf(Buffer.from([0, 1, 1, 1, 0, 0, 0, 1]));
  assert.ok(at > 0, "the price stands in the file");
  bytes.writeUInt32BE(16, at + 4);
  return bytes;
}

scene("it can be called off, and nothing was changed", async ({ device }) => {
  const app = await device({ hands: keyboard });
  const { visitor } = app;
  const hashes = watchSlowHashes(visitor.page);
  await visitor.press("Restore it");
  await chooseFile(app, "slow.vault", await slowBackup());
  await visitor.type("Passphrase", "one");
  const started = hashes.next();
  await visitor.press("Restore");
  await started;
  const form = visitor.page.locator("form");
  await visitor.find("progressbar", "One moment …", form).waitFor();
  // The screen is drawn on meanwhile.
  await visitor.page.evaluate(
    () => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))),
  );
  await visitor.press("Cancel", form);
  await visitor.find("button", "Restore", form).waitFor();
  await hashes.areInWorkers(1);
  assert.equal(await visitor.page.getByRole("alert").filter({ hasText: /./ }).count(), 0);
  await visitor.press("Cancel");
  await app.createVault();
});

scene(
  "a browser without workers says that it stands still, and opens all the same",
  async (stage) => {
    const app = await stage.device();
    const { visitor } = app;
    await visitor.page.addInitScript(() => {
      Object.defineProperty(globalThis, "Worker", { value: undefined });
      const said = new Set<string>();
      Object.defineProperty(globalThis, "said", { value: said });
      new MutationObserver(() => {
        for (const { textContent } of document.querySelectorAll("[role=status]")) {
          if (textContent) said.add(textContent);
        }
      }).observe(document, { childList: true, subtree: true, characterData: true });
    });
    await visitor.page.reload();
    await app.createVault();
    await app.addLink(link("Harbour"));
    await app.showsCodesOf("Harbour", secret);
    const said = await visitor.page.evaluate(() => [
      ...(globalThis as unknown as { readonly said: ReadonlySet<string> }).said,
    ]);
    assert.ok(
      said.some((text) => text.includes("the app stands still until the passphrase")),
      said.join(),
    );
  },
);
