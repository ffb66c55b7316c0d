import { type ComponentType, lazy, Suspense } from "react";

/**
 * A dialog (or another part that nobody sees at first) in a file of its own. Its script is loaded once the browser has
 * nothing better to do, so that the page is there sooner and the dialog still opens at once.
 */
export function lazyDialog<Props extends object>(
  load: () => Promise<ComponentType<Props>>,
): ComponentType<Props> {
  const Dialog = lazy(async () => ({ default: await load() }));
  whenIdle(() => {
    load().catch(() => {}); // asked for again when it is needed
  });
  return function LazyDialog(props) {
    return (
      <Suspense fallback={null}>
        <Dialog {...props} />
      </Suspense>
    );
  };
}

function whenIdle(work: () => void) {
  if (typeof requestIdleCallback === "function") requestIdleCallback(work, { timeout: 5_000 });
  else setTimeout(work, 2_000);
}
