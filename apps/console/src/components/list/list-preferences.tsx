import CollectionPreferences from "@cloudscape-design/components/collection-preferences";
import { t } from "../../i18n/t.ts";
import { type ListPreferences, pageSizes } from "./preferences.ts";

interface ListPreferencesButtonProps {
  readonly preferences: ListPreferences;
  readonly onChange: (preferences: ListPreferences) => void;
  readonly columns: readonly { readonly id: string; readonly label: string }[];
  /** The column that is always there: what a row is about. */
  readonly fixedColumn: string;
  readonly pageSizeLabel: (count: number) => string;
}

/** The gear at a list's corner: page size, columns and their order, density. */
export function ListPreferencesButton(props: ListPreferencesButtonProps) {
  const { preferences, onChange, columns, fixedColumn, pageSizeLabel } = props;
  return (
    <CollectionPreferences
      title={t("list.preferences")}
      confirmLabel={t("action.save")}
      cancelLabel={t("action.cancel")}
      preferences={preferences}
      onConfirm={({ detail }) => onChange({ ...preferences, ...(detail as ListPreferences) })}
      pageSizePreference={{
        title: t("list.pageSize"),
        options: pageSizes.map((value) => ({ value, label: pageSizeLabel(value) })),
      }}
      wrapLinesPreference={{ label: t("list.wrapLines"), description: t("list.wrapLinesHelp") }}
      contentDensityPreference={{
        label: t("list.compact"),
        description: t("list.compactHelp"),
      }}
      contentDisplayPreference={{
        title: t("list.columns"),
        description: t("list.columnsHelp"),
        options: columns.map((column) => ({
          ...column,
          alwaysVisible: column.id === fixedColumn,
        })),
      }}
    />
  );
}
