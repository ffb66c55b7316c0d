// How a person works a page: with the mouse, or with the keyboard alone. A journey is written once and walked with either.

import assert from "node:assert/strict";
import type { Locator, Page } from "playwright-core";

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

const mostTabs = 120;

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
    const keys = radio.page().keyboard;
    for (let turn = 0; turn < 20 && !(await isFocused(radio)); turn++) {
      await keys.press("ArrowDown");
    }
    assert.ok(await isFocused(radio), "arrow keys reach the radio button");
    if (!(await radio.isChecked())) await keys.press("Space");
  },
  async tick(box, ticked) {
    await tabTo(box);
    if ((await box.isChecked()) !== ticked) await box.page().keyboard.press("Space");
  },
  async openTab(tab) {
    const selected = tab.page().getByRole("tab", { selected: true });
    await tabTo(selected);
    for (let turn = 0; turn < 10 && !(await isFocused(tab)); turn++) {
      await tab.page().keyboard.press("ArrowRight");
    }
    assert.ok(await isFocused(tab), "arrow keys reach the tab");
    if ((await tab.getAttribute("aria-selected")) !== "true") {
      await tab.page().keyboard.press("Enter");
    }
  },
  async pickSegment(toolbar, segment) {
    await tabTo(toolbar.getByRole("button", { pressed: true }));
    const keys = toolbar.page().keyboard;
    for (const way of ["ArrowRight", "ArrowLeft"]) {
      for (let turn = 0; turn < 10 && !(await isFocused(segment)); turn++) await keys.press(way);
    }
    assert.ok(await isFocused(segment), "arrow keys reach the segment");
    if ((await segment.getAttribute("aria-pressed")) !== "true") await keys.press("Enter");
  },
  async pickFromMenu(menu, item) {
    await tabTo(menu);
    await menu.page().keyboard.press("Enter");
    await arrowTo(item);
    await menu.page().keyboard.press("Enter");
  },
  async pickFromList(list, options) {
    await tabTo(list);
    const keys = list.page().keyboard;
    await keys.press("Enter");
    for (const option of options) {
      await option.waitFor();
      for (let turn = 0; turn < 50; turn++) {
        if (await option.evaluate(isHighlighted)) break;
        await keys.press("ArrowDown");
      }
      await keys.press("Enter");
    }
    await keys.press("Escape");
  },
};

/** Presses Tab until the control has the focus. */
async function tabTo(control: Locator, { orItsGroup = false } = {}): Promise<void> {
  await control.waitFor();
  const page = control.page();
  for (let tabs = 0; tabs < mostTabs; tabs++) {
    if (await isFocused(control)) return;
    if (orItsGroup && (await control.evaluate(sharesGroupWithFocus))) return;
    await page.keyboard.press("Tab");
  }
  const stuckAt = await describeFocus(page);
  throw new Error(`${mostTabs} times Tab do not reach ${control}; the focus is at ${stuckAt}`);
}

async function arrowTo(item: Locator): Promise<void> {
  await item.waitFor();
  for (let turn = 0; turn < 20; turn++) {
    if (await isFocused(item)) return;
    await item.page().keyboard.press("ArrowDown");
  }
  throw new Error(`arrow keys do not reach ${item}`);
}

const isFocused = (control: Locator) =>
  control.evaluate((element) => element === element.ownerDocument.activeElement);

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
