import Header from "@cloudscape-design/components/header";
import Table, { type TableProps } from "@cloudscape-design/components/table";
import { useState } from "react";
import type { Tag } from "../api/types.ts";
import { t } from "../i18n/t.ts";
import { EmptyState } from "./empty-state.tsx";
import { useFlash } from "./flash.tsx";
import { FormDialog } from "./form-dialog.tsx";
import { GatedButton } from "./gated-button.tsx";
import { changedTags, repeatedKeys, withoutEmptyTags } from "./tags.ts";
import { TagsEditor, tagFields } from "./tags-editor.tsx";

const columns: readonly TableProps.ColumnDefinition<Tag>[] = [
  { id: "key", header: t("tags.key"), cell: ({ key }) => key, isRowHeader: true },
  { id: "value", header: t("tags.value"), cell: ({ value }) => value || "–" },
];

export interface SaveTags {
  readonly set: (tags: readonly Tag[]) => Promise<unknown>;
  readonly remove: (tagKeys: readonly string[]) => Promise<unknown>;
}

interface TagsTableProps {
  readonly tags: readonly Tag[];
  readonly description: string;
  readonly denied: string | undefined;
  readonly save: SaveTags;
  readonly onChanged: () => void;
}

/** The tags of a thing, and the dialog that changes them. */
export function TagsTable({ tags, description, denied, save, onChanged }: TagsTableProps) {
  const [editing, setEditing] = useState(false);
  const flash = useFlash();
  return (
    <>
      <Table
        trackBy="key"
        columnDefinitions={columns}
        items={tags}
        ariaLabels={{ tableLabel: t("tags.title") }}
        header={
          <Header
            variant="h2"
            counter={`(${tags.length})`}
            description={description}
            actions={
              <GatedButton denied={denied} onClick={() => setEditing(true)}>
                {t("user.tags.edit")}
              </GatedButton>
            }
          >
            {t("tags.title")}
          </Header>
        }
        empty={<EmptyState title={t("user.tags.none.title")} text={t("user.tags.none.text")} />}
      />
      {editing ? (
        <EditTags
          tags={tags}
          save={save}
          onSaved={() => {
            flash.show({ type: "success", content: t("user.tags.saved") });
            setEditing(false);
            onChanged();
          }}
          onDismiss={() => setEditing(false)}
        />
      ) : null}
    </>
  );
}

function EditTags(props: {
  readonly tags: readonly Tag[];
  readonly save: SaveTags;
  readonly onSaved: () => void;
  readonly onDismiss: () => void;
}) {
  const { save, onSaved, onDismiss } = props;
  const [tags, setTags] = useState(props.tags);
  return (
    <FormDialog
      title={t("user.tags.edit")}
      submitText={t("action.save")}
      size="large"
      fields={tagFields(tags.length)}
      submitDisabled={repeatedKeys(tags).size > 0}
      onSubmit={async () => {
        const { set, remove } = changedTags(props.tags, withoutEmptyTags(tags));
        // First away with the old ones: else fifty tags could not be exchanged for fifty others.
        if (remove.length > 0) await save.remove(remove);
        if (set.length > 0) await save.set(set);
        onSaved();
      }}
      onDismiss={onDismiss}
    >
      {(errors) => <TagsEditor tags={tags} errors={errors} onChange={setTags} />}
    </FormDialog>
  );
}
