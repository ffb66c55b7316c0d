import { useSyncExternalStore } from "react";

/** The width up to which the layout shows its side navigation over the page rather than beside it. */
const narrow = () => matchMedia("(max-width: 688px)");

export function useNarrow(): boolean {
  return useSyncExternalStore(subscribe, () => narrow().matches);
}

function subscribe(onChange: () => void): () => void {
  const query = narrow();
  query.addEventListener("change", onChange);
  return () => query.removeEventListener("change", onChange);
}
