// How a person works a page: with the mouse, or with the keyboard alone. A journey is written once and walked with either.

import type { Locator, Page } from "playwright-core";
import { patienceMs, until } from "./patience.ts";

export interface Hands {
  readonly name: "mouse" | "keyboard";
  /** A button or a link. */
  press(control: Locator): Promise<void>;
  type(field: Locator, text: string): Promise<void>;
  /** A radio button, or a row's. */
  choose(radio: Locator): Promise<void>;
  tick(box: Locator, ticked: boolean): Promise<void>;
  openTab(tab: Locator): Promise<void>;
  /** One of the buttons of a toolbar of which always one is pressed. */
  pickSegment(toolbar: Locator, segment: Locator): Promise<void>;
  pickFromMenu(menu: Locator, item: Locator): Promise<void>;
  /** Options of a list that stays open until all are picked. */
  pickFromList(list: Locator, options: readonly Locator[]): Promise<void>;
}

export const mouse: Hands = {
  name: "mouse",
  press: (control) => control.click(),
  type: (field, text) => field.fill(text),
  choose: (radio) => radio.check(),
  tick: (box, ticked) => box.setChecked(ticked),
  openTab: (tab) => tab.click(),
  pickSegment: (_toolbar, segment) => segment.click(),
  async pickFromMenu(menu, item) {
    await menu.click();
    await item.click();
  },
  async pickFromList(list, options) {
    await list.click();
    for (const option of options) await option.click();
    await list.page().keyboard.press("Escape");
  },
};

export const keyboard: Hands = {
  name: "keyboard",
  async press(control) {
    await tabTo(control);
    await control.page().keyboard.press("Enter");
  },
  async type(field, text) {
    await tabTo(field);
    const keys = field.page().keyboard;
    await keys.press("ControlOrMeta+a");
    await keys.press("Delete");
    await keys.type(text);
  },
  async choose(radio) {
    // Tab enters a group at the radio that is chosen; arrows go on from there.
    await tabTo(radio, { orItsGroup: true });
    await pressUntil(radio, ["ArrowDown"], () => hasFocus(radio));
    if (!(await radio.isChecked())) await radio.page().keyboard.press("Space");
  },
  async tick(box, ticked) {
    await tabTo(box);
    if ((await box.isChecked()) !== ticked) await box.page().keyboard.press("Space");
  },
  async openTab(tab) {
    await tabTo(tab.page().getByRole("tab", { selected: true }));
    await pressUntil(tab, ["ArrowRight"], () => hasFocus(tab));
    if ((await tab.getAttribute("aria-selected")) !== "true") {
      await tab.page().keyboard.press("Enter");
    }
  },
  async pickSegment(toolbar, segment) {
    await tabTo(toolbar.getByRole("button", { pressed: true }));
    const toBothEnds = ["ArrowRight", "ArrowLeft"].flatMap((way) => Array<string>(10).fill(way));
    await pressUntil(segment, toBothEnds, () => hasFocus(segment));
    if ((await segment.getAttribute("aria-pressed")) !== "true") {
      await segment.page().keyboard.press("Enter");
    }
  },
  async pickFromMenu(menu, item) {
    await tabTo(menu);
    await menu.page().keyboard.press("Enter");
    await pressUntil(item, ["ArrowDown"], () => hasFocus(item));
    await menu.page().keyboard.press("Enter");
  },
  async pickFromList(list, options) {
    await tabTo(list);
    const keys = list.page().keyboard;
    await keys.press("Enter");
    for (const option of options) {
      await pressUntil(option, ["ArrowDown"], () => isMeant(option));
      await keys.press("Enter");
    }
    await keys.press("Escape");
  },
};

/** Presses Tab until the control has the focus: it may yet have to be enabled, or a dialog be about to take the focus away. */
async function tabTo(control: Locator, { orItsGroup = false } = {}): Promise<void> {
  await control.waitFor();
  await until(`${control}, enabled`, async () => (await control.isEnabled()) || undefined);
  await pressUntil(
    control,
    ["Tab"],
    async () =>
      (await hasFocus(control)) || (orItsGroup && (await control.evaluate(sharesGroupWithFocus))),
  );
}

/** Presses keys, over and over, until they have led there. */
async function pressUntil(
  control: Locator,
  keys: readonly string[],
  isThere: () => Promise<boolean>,
): Promise<void> {
  await control.waitFor();
  const page = control.page();
  for (const end = Date.now() + patienceMs; Date.now() < end; ) {
    for (const key of keys) {
      if (await isThere()) return;
      await page.keyboard.press(key);
    }
  }
  const stuckAt = await describeFocus(page);
  throw new Error(`${keys[0]} does not lead to ${control}; the focus is at ${stuckAt}`);
}

/** Whether the control has the focus, and keeps it: what a page is still drawing may take it away again. */
async function hasFocus(control: Locator): Promise<boolean> {
  const has = () => control.evaluate((element) => element === element.ownerDocument.activeElement);
  if (!(await has())) return false;
  await drawn(control);
  return has();
}

/** The same of an option, which a list means without giving it the focus. */
async function isMeant(option: Locator): Promise<boolean> {
  if (!(await option.evaluate(isHighlighted))) return false;
  await drawn(option);
  return option.evaluate(isHighlighted);
}

/** Where no frame calls back, script is switched off, and nothing moves the focus. */
const longestFrameMs = 250;

/** Resolves once the page has drawn what it had in hand. */
async function drawn(control: Locator): Promise<void> {
  const frames = control.evaluate(
    () => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))),
  );
  const late = new Promise((done) => setTimeout(done, longestFrameMs));
  await Promise.race([frames.catch(() => undefined), late]); // the page may have gone on to another
}

function sharesGroupWithFocus(element: Element): boolean {
  const focused = document.activeElement;
  return (
    element instanceof HTMLInputElement &&
    focused instanceof HTMLInputElement &&
    focused.type === "radio" &&
    focused.name === element.name &&
    focused.form === element.form
  );
}

/** The focus stays in the list's field; the option it means is named by `aria-activedescendant`. */
function isHighlighted(option: Element): boolean {
  const named = document.activeElement?.getAttribute("aria-activedescendant");
  const meant = named === null || named === undefined ? null : document.getElementById(named);
  return meant !== null && (meant === option || option.contains(meant) || meant.contains(option));
}

function describeFocus(page: Page): Promise<string> {
  return page.evaluate(() => document.activeElement?.outerHTML.slice(0, 200) ?? "nothing");
}
