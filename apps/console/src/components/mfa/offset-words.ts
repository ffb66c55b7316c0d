export interface OffsetWords {
  /** The amount in the reader's language: "4 minutes". */
  readonly duration: string;
  /** Which side of the server's clock the device is on. */
  readonly side: "behind" | "ahead" | "none";
}

const units = [
  { unit: "hour", seconds: 3600, from: 5400 },
  { unit: "minute", seconds: 60, from: 60 },
  { unit: "second", seconds: 1, from: 0 },
] as const;

/** A clock's offset in words, as one would say it: a device is behind (negative) or ahead of the server by about so much. */
export function offsetInWords(offsetSeconds: number, locale: string): OffsetWords {
  const size = Math.abs(offsetSeconds);
  const { unit, seconds } = units.find(({ from }) => size >= from) ?? units[2];
  // Steps are half-minutes, and a pair is measured up to one step late: four and a half minutes is "about 4".
  const amount = Math.max(0, Math.ceil(size / seconds - 0.5));
  return {
    duration: new Intl.NumberFormat(locale, { style: "unit", unit, unitDisplay: "long" }).format(
      amount,
    ),
    side: offsetSeconds < 0 ? "behind" : offsetSeconds > 0 ? "ahead" : "none",
  };
}
