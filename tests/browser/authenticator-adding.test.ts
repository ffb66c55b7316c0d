// Every way to bring an account into the authenticator, and what is said where something is none.

import assert from "node:assert/strict";
import type { Locator } from "playwright-core";
import {
  choosePicture,
  link,
  qrFile,
  scene,
  secret,
  twoCameras,
} from "../support/authenticator-stage.ts";

scene("what is no key is named, and nothing is added", async ({ device }) => {
  const app = await device();
  const { visitor } = app;
  await app.createVault();
  await app.goTo("add");
  const picture = (text: string) => qrFile(visitor.page, text);
  await choosePicture(app, await picture("https://example.com/join?secret=ABCDEFGH"));
  await visitor.sees("That is a web address, not the key of an account.");
  await choosePicture(app, await picture("WIFI:S:Harbour;T:WPA;P:secret;;"));
  await visitor.sees("That is not the key of an account.");
  await choosePicture(app, await picture("otpauth-migration://offline?data=AAAA"));
  await visitor.sees("That export code could not be read whole.");
  await choosePicture(app, Buffer.from("no picture at all"));
  await visitor.sees("That file is not a picture this browser can open.");
  await visitor.checkScreen("authenticator-add-refused");

  await visitor.type("Service", "Harbour");
  for (const [key, words] of [
    ["ABCDEFG1!", /^Character 9 is not one that a key can have/],
    ["", "Type or paste the key."],
    ["A".repeat(1_000_000), /too long to be the key/],
    ["otpauth://totp/Harbour?secret=", "Its key is missing, or is not base32."],
  ] as const) {
    await visitor.page.getByLabel("Secret key or otpauth link").fill(key);
    await visitor.press("Add");
    await visitor.sees(words);
  }
  await app.goTo("");
  await visitor.sees("No accounts yet");
});

scene("a short key is added only when the person says that it is whole", async ({ device }) => {
  const app = await device({ viewport: { width: 375, height: 667 } });
  const { visitor } = app;
  const { page } = visitor;
  await app.createVault();
  await app.goTo("add");
  await visitor.type("Service", "Harbour");
  await visitor.type("Secret key or otpauth link", "GEZD");
  await visitor.press("Add");
  await visitor.sees("Its key is too short to be whole");
  await visitor.type("Secret key or otpauth link", "GEZD GNBV");
  await visitor.press("Add");
  const doubt = page.getByText("The key of Harbour has only 8 letters.");
  await doubt.waitFor();
  assert.ok(await isInView(doubt), "whoever pressed a button far below is brought to it");
  await visitor.checkScreen("authenticator-add-short-key");
  await visitor.press("Cancel");
  await app.addLink("otpauth://totp/Pier:bob?secret=GEZDGNBV");
  await page.getByText("The key of Pier (bob) has only 8 letters.").waitFor();
  await app.goTo("");
  await visitor.sees("No accounts yet");

  await app.addLink("otpauth://totp/Pier:bob?secret=GEZDGNBV");
  await visitor.press("Add it anyway");
  await app.showsCodesOf("Pier", "GEZDGNBV");
  await visitor.sees("Short key", app.card("Pier"));
  await visitor.press("Edit Pier (bob)");
  await visitor.sees("The key of this account is short");
});

/** Whether the window shows it. */
function isInView(place: Locator): Promise<boolean> {
  return place.evaluate((element) => {
    const { top, bottom } = element.getBoundingClientRect();
    return top >= 0 && bottom <= innerHeight;
  });
}

scene(
  "a typed key may look as people write it, with whatever is unusual about it",
  async ({ device }) => {
    const app = await device();
    const { visitor } = app;
    await app.createVault();
    await app.goTo("add");
    await visitor.type("Service", "Pier");
    await visitor.type("Account", "bob");
    await visitor.type("Secret key or otpauth link", "gezd-gnbv gy3t qojq gezd gnbv gy3t q0jq");
    await visitor.page.getByText("Advanced").click();
    await visitor.page.getByLabel("Algorithm").selectOption("SHA256");
    await visitor.page.getByLabel("Digits").selectOption("8");
    await visitor.page.getByLabel("Period in seconds").fill("60");
    await visitor.press("Add");
    assert.match(await app.code("Pier"), /^\d{8}$/);

    await app.addLink(link("Harbour"));
    await app.addLink(link("Harbour"));
    await visitor.sees("You have this account already: Harbour (alice@example.com).");
    await visitor.press("Show the codes");
    assert.deepEqual(await app.titles(), ["Pier", "Harbour"]);

    // HOTP: the codes of RFC 4226, appendix D, one after the other.
    await app.addLink(`otpauth://hotp/Token?secret=${secret}&counter=0`);
    for (const code of ["755224", "287082", "359152"]) {
      await visitor.press("New code for Token");
      await visitor.page
        .getByRole("button", { name: `${[...code].slice(0, 3).join(" ")}, ` })
        .waitFor();
      assert.equal(await app.code("Token"), code);
    }
  },
);

scene("an export of several codes shows how far it came", async ({ device }) => {
  const app = await device();
  const { visitor } = app;
  await app.createVault();
  await app.goTo("add");
  await choosePicture(app, await qrFile(visitor.page, batch(["One", "Two"], 0, 2)));
  await visitor.sees("1 of 2 codes of this export are read. Show code 2 to the camera.");
  await choosePicture(app, await qrFile(visitor.page, batch(["Three"], 1, 2)));
  await visitor.sees("Add 3 accounts?");
  await visitor.checkScreen("authenticator-preview");
  await visitor.press("Add 3 accounts");
  await app.code("One");
  assert.deepEqual(await app.titles(), ["One", "Two", "Three"]);
});

/** One code of a Google export (its message as packages/vault describes it). */
function batch(names: readonly string[], index: number, size: number): string {
  const field = (number: number, bytes: readonly number[]) => [
    number * 8 + 2,
    bytes.length,
    ...bytes,
  ];
  const accounts = names.flatMap((name, number) =>
    field(1, [
      ...field(1, [...Buffer.from(`key of ${name} ${number}`)]),
      ...field(2, [...Buffer.from("alice")]),
      ...field(3, [...Buffer.from(name)]),
      ...[32, 1, 40, 1, 48, 2],
    ]),
  );
  const message = Buffer.from([...accounts, 16, 1, 24, size, 32, index, 40, 77]);
  return `otpauth-migration://offline?data=${encodeURIComponent(message.toString("base64"))}`;
}

scene("a pasted screenshot and a dropped picture are read", async ({ device }) => {
  const app = await device();
  const { visitor } = app;
  await app.createVault();
  for (const [name, kind] of [
    ["Pasted", "paste"],
    ["Dropped", "drop"],
  ] as const) {
    await app.goTo("add");
    await visitor.isAt("Add account");
    const key = name === "Pasted" ? secret : secret.replace(/Q$/, "A");
    const picture = await qrFile(visitor.page, link(name, key));
    await visitor.page.evaluate(
      ({ base64, type }) => {
        const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
        const data = new DataTransfer();
        data.items.add(new File([bytes], "shot.png", { type: "image/png" }));
        const options = { bubbles: true, cancelable: true };
        document.body.dispatchEvent(
          type === "paste"
            ? new ClipboardEvent("paste", { ...options, clipboardData: data })
            : new DragEvent("drop", { ...options, dataTransfer: data }),
        );
      },
      { base64: picture.toString("base64"), type: kind },
    );
    await app.showsCodesOf(name, key);
  }
});

scene("of two cameras one is chosen, and it is off when nobody scans", async ({ device }) => {
  const app = await device({ cameras: twoCameras });
  const { visitor } = app;
  const { page } = visitor;
  await app.createVault();
  await app.goTo("add");
  await visitor.press("Start the camera");
  const choice = page.getByRole("combobox", { name: "Camera" });
  await choice.waitFor();
  assert.deepEqual(await choice.locator("option").allTextContents(), [
    "fake_device_0",
    "fake_device_1",
  ]);
  await choice.selectOption("fake_device_1");
  await page.waitForFunction(() => {
    const video = document.querySelector("video")?.srcObject;
    return video instanceof MediaStream && video.getVideoTracks()[0]?.label === "fake_device_1";
  });
  const track = await page.evaluateHandle(() => {
    const video = document.querySelector("video")?.srcObject;
    return video instanceof MediaStream ? video.getVideoTracks()[0] : undefined;
  });
  await visitor.checkScreen("authenticator-camera");
  await visitor.press("Stop the camera");
  await visitor.find("button", "Start the camera").waitFor();
  assert.equal(await track.evaluate((each) => each?.readyState), "ended");
});

scene("a camera's light is offered where it has one, and shown as it is", async ({ device }) => {
  const app = await device({ cameras: twoCameras });
  const { visitor } = app;
  const { page } = visitor;
  // Chromium's film has no light; this is one as a telephone tells of it, and it refuses the third time.
  await page.addInitScript(() => {
    const asked: unknown[] = [];
    Object.defineProperty(globalThis, "asked", { value: asked });
    const track = MediaStreamTrack.prototype;
    const real = track.getCapabilities;
    track.getCapabilities = function () {
      return { ...real.call(this), torch: this.label === "fake_device_0" };
    };
    track.applyConstraints = async (constraints) => {
      asked.push(constraints?.advanced?.[0]);
      if (asked.length === 3) throw new OverconstrainedError("torch");
    };
  });
  await page.reload();
  await app.createVault();
  await app.goTo("add");
  await visitor.press("Start the camera");
  const light = visitor.find("button", "Light");
  for (const isLit of ["true", "false", "false"]) {
    await light.click();
    await page.locator(`button[aria-pressed="${isLit}"]`, { hasText: "Light" }).waitFor();
  }
  assert.deepEqual(
    await page.evaluate(() => (globalThis as unknown as { asked: unknown[] }).asked),
    [{ torch: true }, { torch: false }, { torch: true }],
  );
  await page.getByRole("combobox", { name: "Camera" }).selectOption("fake_device_1");
  await light.waitFor({ state: "detached" });
});

scene("a code that is on this screen already is captured", async ({ device }) => {
  const app = await device({ cameras: twoCameras });
  const { visitor } = app;
  await app.createVault();
  await app.goTo("add");
  await visitor.press("Capture the screen");
  await visitor.sees("There is no QR code in that picture that can be read.");
  const base64 = (await qrFile(visitor.page, link("Harbour"))).toString("base64");
  await visitor.page.evaluate((png) => {
    const picture = new Image(260, 260);
    picture.alt = "";
    picture.src = `data:image/png;base64,${png}`;
    document.body.prepend(picture);
  }, base64);
  await visitor.press("Capture the screen");
  await app.showsCodesOf("Harbour", secret);
});

scene(
  "on a telephone nobody is left alone with a fault, and names are whole",
  async ({ device }) => {
    const app = await device({
      viewport: { width: 375, height: 700 },
      isMobile: true,
      hasTouch: true,
    });
    const { visitor } = app;
    const { page } = visitor;
    await app.createVault();
    await app.goTo("add");
    await page.getByText("Advanced").click();
    await page.getByLabel("Period in seconds").fill("0");
    await page.getByText("Advanced").click();
    const add = async (field: string) => {
      await visitor.press("Add");
      const wrong = visitor.find("textbox", field);
      await page.waitForFunction(
        (element) => element === document.activeElement,
        await wrong.elementHandle(),
      );
      const top = await page.getByRole("banner").boundingBox();
      const box = await wrong.boundingBox();
      assert.ok(
        top !== null && box !== null && box.y >= top.height && box.y + box.height <= 700,
        field,
      );
    };
    await add("Service");
    await visitor.type("Service", "Harbour");
    await add("Secret key or otpauth link");
    await visitor.type("Secret key or otpauth link", secret);
    await add("Period in seconds");
    await page.getByLabel("Period in seconds").fill("30");
    await visitor.press("Add");
    await app.code("Harbour");

    // What tells the root users of two AWS accounts apart is at the end.
    const root = "root-account-mfa-device@111122223333";
    await app.addLink(`otpauth://totp/Amazon%20Web%20Services:${root}?secret=${secret}&digits=8`);
    await app.code("Amazon Web Services");
    const account = app.card("Amazon Web Services").getByText(root, { exact: true });
    assert.ok(await account.evaluate((each) => each.scrollHeight <= each.clientHeight + 1));
    await visitor.checkScreen("authenticator-telephone");
  },
);
