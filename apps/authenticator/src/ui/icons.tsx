// The app's own signs, drawn on a grid of 24. They say nothing that a text beside them does not.

const paths = {
  add: "M12 5v14M5 12h14",
  back: "M15 5l-7 7 7 7",
  camera: "M4 8h3l2-3h6l2 3h3v11H4zM12 16.5a3.5 3.5 0 1 0 0-7 3.5 3.5 0 0 0 0 7z",
  check: "M5 12.5l4.5 4.5L19 7.5",
  close: "M6 6l12 12M18 6L6 18",
  copy: "M9 9h10v11H9zM15 9V4H5v11h4",
  drag: "M9 6h.01M15 6h.01M9 12h.01M15 12h.01M9 18h.01M15 18h.01",
  edit: "M4 20h4L19 9l-4-4L4 16zM13.5 6.5l4 4",
  eye: "M2.5 12S6 5.5 12 5.5 21.5 12 21.5 12 18 18.5 12 18.5 2.5 12 2.5 12zM12 14.5a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5z",
  info: "M12 11v6M12 7.5h.01M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18z",
  key: "M14.5 13.5a4.5 4.5 0 1 0-4-2.4L4 17.5V20h3.5v-2H10v-2l1.6-1.6a4.5 4.5 0 0 0 2.9-.9zM16 8h.01",
  lock: "M6 11h12v9H6zM8.5 11V7.5a3.5 3.5 0 0 1 7 0V11",
  paste: "M8 5H5v15h14V5h-3M8 3.5h8v4H8z",
  picture: "M4 5h16v14H4zM4 16l5-5 4 4 2-2 5 5M15.5 9.5h.01",
  refresh: "M19 12a7 7 0 1 1-2-4.9L19 9M19 4v5h-5",
  screen: "M3 5h18v11H3zM9 20h6M12 16v4",
  search: "M11 17.5a6.5 6.5 0 1 0 0-13 6.5 6.5 0 0 0 0 13zM16 16l4.5 4.5",
  settings:
    "M3.5 7.5h9M17.5 7.5h3M12.5 7.5a2.5 2.5 0 1 0 5 0 2.5 2.5 0 1 0-5 0M3.5 16.5h3M11.5 16.5h9M6.5 16.5a2.5 2.5 0 1 0 5 0 2.5 2.5 0 1 0-5 0",
  torch: "M13 3L6 13h5l-1 8 8-11h-5.5z",
  transfer: "M7 4v14M3.5 14.5L7 18l3.5-3.5M17 20V6M13.5 9.5L17 6l3.5 3.5",
  trash: "M5 7h14M9 7V4h6v3M7 7l1 13h8l1-13M10.5 11v5M13.5 11v5",
  warning: "M12 4l9 16H3zM12 10v4M12 17h.01",
} as const;

export type IconName = keyof typeof paths;

export function Icon({ name }: { readonly name: IconName }) {
  return (
    <svg className={`icon icon-${name}`} viewBox="0 0 24 24" aria-hidden="true">
      <path d={paths[name]} />
    </svg>
  );
}

export function Mark() {
  return (
    <svg className="mark" viewBox="0 0 64 64" aria-hidden="true">
      <path d="M8 55V32a24 24 0 0 1 48 0v23h-8.5V32a15.5 15.5 0 0 0-31 0v23z" />
      <path d="M21 55V33a11 11 0 0 1 22 0v22z" opacity=".3" />
      <path d="M32 29a5 5 0 0 0-2.6 9.3L27.6 48h8.8l-1.8-9.7A5 5 0 0 0 32 29z" />
    </svg>
  );
}
