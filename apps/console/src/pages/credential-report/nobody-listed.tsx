import Button from "@cloudscape-design/components/button";
import { EmptyState } from "../../components/empty-state.tsx";
import { t } from "../../i18n/t.ts";
import type { Concern } from "./config.tsx";

interface NobodyListedProps {
  readonly concern: Concern | undefined;
  readonly namePrefix: string;
  /** Where the server looked through many and has more to look through. */
  readonly onSearchOn: (() => void) | undefined;
  readonly onShowAll: () => void;
}

/** Why nobody is listed, and what that means. */
export function NobodyListed({ concern, namePrefix, onSearchOn, onShowAll }: NobodyListedProps) {
  if (onSearchOn !== undefined) {
    return (
      <EmptyState
        title={t("credentialReport.more.title")}
        text={t("credentialReport.more.text")}
        action={<Button onClick={onSearchOn}>{t("credentialReport.more.action")}</Button>}
      />
    );
  }
  if (concern === undefined) {
    return (
      <EmptyState
        title={t("credentialReport.empty.title")}
        text={t("credentialReport.empty.text")}
      />
    );
  }
  return (
    <EmptyState
      title={t("credentialReport.none.title")}
      text={
        namePrefix === ""
          ? t(`credentialReport.none.${concern}`)
          : t("credentialReport.none.search", { prefix: namePrefix })
      }
      action={<Button onClick={onShowAll}>{t("credentialReport.show.all")}</Button>}
    />
  );
}
