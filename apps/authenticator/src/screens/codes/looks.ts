/** The colours and pictures that an entry can have. No brand is among them: whose sign it is, the name says. */

import { type EntryDescription, titleOf } from "@sallyport/vault";

export const colours = ["blue", "teal", "green", "amber", "red", "pink", "violet", "grey"] as const;
export type Colour = (typeof colours)[number];

export const pictures = {
  bank: "M4 10l8-5 8 5M5 19h14M7 10v7M12 10v7M17 10v7",
  chat: "M4 5h16v11H9l-5 4z",
  cloud: "M7 18a4 4 0 0 1-.5-8A5.5 5.5 0 0 1 17 9a4.5 4.5 0 0 1 .5 9z",
  code: "M8 7l-5 5 5 5M16 7l5 5-5 5M13.5 5l-3 14",
  game: "M7 8h10a4 4 0 0 1 4 5l-1 4-4-2H8l-4 2-1-4a4 4 0 0 1 4-5zM8 10.5v3M6.5 12h3M16 12h.01",
  heart: "M12 20S4 14.5 4 9a4.2 4.2 0 0 1 8-2 4.2 4.2 0 0 1 8 2c0 5.5-8 11-8 11z",
  home: "M4 11l8-7 8 7M6 9.5V20h12V9.5M10 20v-6h4v6",
  key: "M14.5 13.5a4.5 4.5 0 1 0-4-2.4L4 17.5V20h3.5v-2H10v-2l1.6-1.6a4.5 4.5 0 0 0 2.9-.9z",
  mail: "M3 6h18v13H3zM3 7l9 7 9-7",
  person: "M12 12a4 4 0 1 0 0-8 4 4 0 0 0 0 8zM4.5 20a7.5 7.5 0 0 1 15 0",
  server: "M4 5h16v6H4zM4 13h16v6H4zM7 8h.01M7 16h.01",
  shop: "M5 8h14l-1 12H6zM9 10V7a3 3 0 0 1 6 0v3",
} as const;
export type Picture = keyof typeof pictures;
export const pictureNames = Object.keys(pictures) as readonly Picture[];

/** The colour that was chosen, else one that always is the same for the same name. */
export function colourOf(entry: EntryDescription): Colour {
  const chosen = colours.find((colour) => colour === entry.colour);
  const sum = [...titleOf(entry)].reduce((all, letter) => all + (letter.codePointAt(0) ?? 0), 0);
  return chosen ?? colours[sum % colours.length] ?? "blue";
}

export function pictureOf({ icon }: EntryDescription): string | undefined {
  return pictureNames.some((name) => name === icon) ? pictures[icon as Picture] : undefined;
}
