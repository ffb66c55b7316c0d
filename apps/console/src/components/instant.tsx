import { formatAgo, formatInstant, formatUtc } from "../format.ts";

interface InstantProps {
  readonly at: string;
  /** "ago" says how long since; the whole instant is then on hover too. */
  readonly style?: "full" | "ago";
}

/** A moment in the browser's zone, with UTC on hover. */
export function Instant({ at, style = "full" }: InstantProps) {
  if (style === "full") {
    return (
      <time dateTime={at} title={formatUtc(at)}>
        {formatInstant(at)}
      </time>
    );
  }
  return (
    <time dateTime={at} title={`${formatInstant(at)}, ${formatUtc(at)}`}>
      {formatAgo(at, Date.now())}
    </time>
  );
}
