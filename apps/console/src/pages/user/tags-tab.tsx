import Header from "@cloudscape-design/components/header";
import Table, { type TableProps } from "@cloudscape-design/components/table";
import { useState } from "react";
import { call } from "../../api/client.ts";
import type { Tag } from "../../api/types.ts";
import { deniedAll } from "../../components/denied.ts";
import { EmptyState } from "../../components/empty-state.tsx";
import { useFlash } from "../../components/flash.tsx";
import { FormDialog } from "../../components/form-dialog.tsx";
import { GatedButton } from "../../components/gated-button.tsx";
import { changedTags, repeatedKeys, withoutEmptyTags } from "../../components/tags.ts";
import { TagsEditor, tagFields } from "../../components/tags-editor.tsx";
import { t } from "../../i18n/t.ts";
import type { UserTabProps } from "./tab-props.ts";

const columns: readonly TableProps.ColumnDefinition<Tag>[] = [
  { id: "key", header: t("tags.key"), cell: ({ key }) => key, isRowHeader: true },
  { id: "value", header: t("tags.value"), cell: ({ value }) => value || "–" },
];

export function TagsTab({ detail, onChanged }: UserTabProps) {
  const { user, tags, denied } = detail;
  const [editing, setEditing] = useState(false);
  const flash = useFlash();
  const editButton = (
    <GatedButton
      denied={deniedAll(denied, ["iam:TagUser", "iam:UntagUser"])}
      onClick={() => setEditing(true)}
    >
      {t("user.tags.edit")}
    </GatedButton>
  );
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
            description={t("user.tags.description")}
            actions={editButton}
          >
            {t("tags.title")}
          </Header>
        }
        empty={<EmptyState title={t("user.tags.none.title")} text={t("user.tags.none.text")} />}
      />
      {editing ? (
        <EditTags
          userName={user.userName}
          tags={tags}
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
  readonly userName: string;
  readonly tags: readonly Tag[];
  readonly onSaved: () => void;
  readonly onDismiss: () => void;
}) {
  const { userName, onSaved, onDismiss } = props;
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
        if (remove.length > 0) await call("UntagUser", { userName, tagKeys: remove });
        if (set.length > 0) await call("TagUser", { userName, tags: set });
        onSaved();
      }}
      onDismiss={onDismiss}
    >
      {(errors) => <TagsEditor tags={tags} errors={errors} onChange={setTags} />}
    </FormDialog>
  );
}
