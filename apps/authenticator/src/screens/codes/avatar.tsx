import { type EntryDescription, letterOf } from "@sallyport/vault";
import { colourOf, pictureOf } from "./looks.ts";

/** The picture of an entry, or its letter, on its colour. It says nothing that the name beside it does not. */
export function Avatar({ entry }: { readonly entry: EntryDescription }) {
  const picture = pictureOf(entry);
  return (
    <span className={`avatar colour-${colourOf(entry)}`} aria-hidden="true">
      {picture === undefined ? (
        letterOf(entry)
      ) : (
        <svg className="icon" viewBox="0 0 24 24" aria-hidden="true">
          <path d={picture} />
        </svg>
      )}
    </span>
  );
}
