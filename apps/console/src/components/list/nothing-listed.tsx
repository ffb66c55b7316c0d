import Button from "@cloudscape-design/components/button";
import type { ReactNode } from "react";
import { t } from "../../i18n/t.ts";
import { DeniedState } from "../denied-state.tsx";
import { EmptyState } from "../empty-state.tsx";
import { Problem } from "../problem.tsx";

interface NothingListedProps {
  /** Why the reader may not see the list, if so. */
  readonly denied: string | undefined;
  readonly error: unknown;
  readonly onRetry: () => void;
  readonly searching: boolean;
  readonly onClearSearch: () => void;
  /** Said when a search finds nothing. */
  readonly noMatchText: string;
  /** Shown where there is nothing at all. */
  readonly empty: ReactNode;
}

/** Why a list is empty: it could not be read, the search finds nothing, or there is nothing yet. */
export function NothingListed(props: NothingListedProps) {
  if (props.denied !== undefined) return <DeniedState reason={props.denied} />;
  if (props.error !== undefined) return <Problem error={props.error} onRetry={props.onRetry} />;
  if (!props.searching) return <>{props.empty}</>;
  return (
    <EmptyState
      title={t("list.noMatch")}
      text={props.noMatchText}
      action={<Button onClick={props.onClearSearch}>{t("list.clearSearch")}</Button>}
    />
  );
}
