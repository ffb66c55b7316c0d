import AttributeEditor from "@cloudscape-design/components/attribute-editor";
import Input from "@cloudscape-design/components/input";
import type { Tag } from "../api/types.ts";
import { t, tCount } from "../i18n/t.ts";
import type { FormErrors } from "./form-errors.ts";
import { repeatedKeys, tagQuota } from "./tags.ts";

interface TagsEditorProps {
  readonly tags: readonly Tag[];
  readonly onChange: (tags: readonly Tag[]) => void;
  /** Errors at `tags.1.member.key` and `….value`, counted over the rows as they stand. */
  readonly errors: FormErrors;
}

/** Rows of key and value. */
export function TagsEditor({ tags, onChange, errors }: TagsEditorProps) {
  const repeated = repeatedKeys(tags);
  const change = (index: number, part: Partial<Tag>) =>
    onChange(tags.map((tag, at) => (at === index ? { ...tag, ...part } : tag)));

  return (
    <AttributeEditor
      items={tags}
      addButtonText={t("tags.add")}
      removeButtonText={t("action.remove")}
      removeButtonAriaLabel={(tag) => t("tags.removeRow", { key: tag.key })}
      disableAddButton={tags.length >= tagQuota}
      additionalInfo={tCount("tags.left", tagQuota - tags.length)}
      empty={t("tags.none")}
      gridLayout={[
        { breakpoint: "xxs", rows: [[1, 1]], removeButton: { width: "auto" } },
        { rows: [[1], [1]], removeButton: { ownRow: true } },
      ]}
      onAddButtonClick={() => onChange([...tags, { key: "", value: "" }])}
      onRemoveButtonClick={({ detail }) =>
        onChange(tags.filter((_, index) => index !== detail.itemIndex))
      }
      definition={[
        {
          label: t("tags.key"),
          control: (tag, index) => (
            <Input
              value={tag.key}
              ariaLabel={t("tags.keyOf", { number: index + 1 })}
              autoComplete={false}
              onChange={({ detail }) => change(index, { key: detail.value })}
            />
          ),
          errorText: (_tag, index) =>
            repeated.has(index) ? t("tags.repeated") : errors.at(`tags.${index + 1}.member.key`),
        },
        {
          label: t("tags.value"),
          control: (tag, index) => (
            <Input
              value={tag.value}
              ariaLabel={t("tags.valueOf", { number: index + 1 })}
              autoComplete={false}
              onChange={({ detail }) => change(index, { value: detail.value })}
            />
          ),
          errorText: (_tag, index) => errors.at(`tags.${index + 1}.member.value`),
        },
      ]}
    />
  );
}

/** The members of an input that `TagsEditor` has fields for. */
export function tagFields(count: number): readonly string[] {
  return Array.from({ length: count }, (_, index) => `tags.${index + 1}.member`).flatMap((tag) => [
    `${tag}.key`,
    `${tag}.value`,
  ]);
}
