import type { VaultContents } from "@sallyport/vault";
import { type RefObject, useCallback, useRef } from "react";
import { useSession } from "./vault-context.tsx";

type Store = (
  change: (contents: VaultContents) => VaultContents,
  whenDone: (isStored: boolean) => void,
) => void;

/**
 * Changes the vault and goes on when that is stored, so that nothing is called done which a closed window would undo. While one change is
 * being stored another asked for here is not made: who presses twice does not add twice.
 */
export function useStoring(): readonly [store: Store, isStoring: RefObject<boolean>] {
  const session = useSession();
  const isStoring = useRef(false);
  const store: Store = useCallback(
    (change, whenDone) => {
      if (isStoring.current) return;
      isStoring.current = true;
      void session.change(change).then(() => {
        isStoring.current = false;
        const state = session.state.get();
        whenDone(state.kind !== "open" || state.isSaved);
      });
    },
    [session],
  );
  return [store, isStoring];
}
