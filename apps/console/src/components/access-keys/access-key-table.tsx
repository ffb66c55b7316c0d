import Header, { type HeaderProps } from "@cloudscape-design/components/header";
import Table, { type TableProps } from "@cloudscape-design/components/table";
import { useState } from "react";
import { call } from "../../api/client.ts";
import type { AccessKeyReference, Denied } from "../../api/types.ts";
import { t } from "../../i18n/t.ts";
import { EmptyState } from "../empty-state.tsx";
import { useFlash } from "../flash.tsx";
import { GatedButton } from "../gated-button.tsx";
import { lazyDialog } from "../lazy-dialog.tsx";
import { useAction } from "../use-action.ts";
import { useKeptFocus } from "../use-kept-focus.ts";
import { keyDenials } from "./denials.ts";
import { KeyButtons } from "./key-buttons.tsx";
import { keyColumns } from "./key-columns.tsx";
import { type KeyOwner, ownerInput } from "./owner.ts";
import { useProfileDialog } from "./use-profile-dialog.ts";
import "./access-keys.css";

const CreateKey = lazyDialog(async () => (await import("./create-key.tsx")).CreateKey);
const DeactivateKey = lazyDialog(async () => (await import("./change-key.tsx")).DeactivateKey);
const DeleteKey = lazyDialog(async () => (await import("./change-key.tsx")).DeleteKey);
const ClientProfileDialog = lazyDialog(
  async () => (await import("./client-profile-dialog.tsx")).ClientProfileDialog,
);

export interface AccessKeyTableProps {
  readonly owner: KeyOwner;
  readonly keys: readonly AccessKeyReference[];
  readonly quota: number;
  /** Actions the reader may not do with the owner's keys, with the reasons. */
  readonly denied: Denied;
  readonly onChanged: () => void;
  readonly heading: NonNullable<HeaderProps["variant"]>;
  readonly description?: string;
  readonly variant?: NonNullable<TableProps["variant"]>;
  /** What no key means here. */
  readonly emptyText: string;
}

/** Somebody's access keys, one of them selected to be activated, deactivated, deleted or put into a profile. */
export function AccessKeyTable(props: AccessKeyTableProps) {
  const { owner, keys, quota, denied, onChanged } = props;
  const [chosen, setChosen] = useState<string>();
  const [dialog, setDialog] = useState<"create" | "deactivate" | "delete">();
  const profile = useProfileDialog(keys);
  const flash = useFlash();
  const activation = useAction();
  const place = useKeptFocus<HTMLElement>(keys);
  const selected =
    keys.find(({ accessKeyId }) => accessKeyId === chosen) ??
    (keys.length === 1 ? keys[0] : undefined);
  const denials = keyDenials(denied, keys.length, quota);
  const close = () => setDialog(undefined);
  const done = (content: string) => {
    close();
    flash.show({ type: "success", content });
    onChanged();
  };
  const activate = async ({ accessKeyId }: AccessKeyReference) => {
    try {
      await call("UpdateAccessKey", { ...ownerInput(owner), accessKeyId, status: "Active" });
      done(t("keys.activated", { key: accessKeyId }));
    } catch (error) {
      flash.showError(error);
    }
  };

  const createButton = (
    <GatedButton
      variant={owner.kind === "root" ? "normal" : "primary"}
      denied={denials.create}
      onClick={() => setDialog("create")}
    >
      {t("keys.create")}
    </GatedButton>
  );

  return (
    <section ref={place} tabIndex={-1} aria-label={t("keys.table")} className="keys-section">
      <Table
        {...(props.variant === undefined ? {} : { variant: props.variant })}
        trackBy="accessKeyId"
        items={keys}
        columnDefinitions={keyColumns(denied)}
        {...(keys.length > 0 && { selectionType: "single" as const })}
        selectedItems={selected === undefined ? [] : [selected]}
        onSelectionChange={({ detail }) => setChosen(detail.selectedItems[0]?.accessKeyId)}
        ariaLabels={{
          tableLabel: t("keys.table"),
          selectionGroupLabel: t("keys.selection"),
          itemSelectionLabel: (_state, key) => t("keys.select", { key: key.accessKeyId }),
        }}
        empty={<EmptyState title={t("keys.none")} text={props.emptyText} action={createButton} />}
        header={
          <Header
            variant={props.heading}
            counter={`(${keys.length})`}
            description={props.description}
            actions={
              keys.length === 0 ? null : (
                <KeyButtons
                  selected={selected}
                  denied={denied}
                  updateDenied={denials.update}
                  busy={activation.busy}
                  onProfile={profile.show}
                  onActivate={(key) => activation.run(() => activate(key))}
                  onDeactivate={() => setDialog("deactivate")}
                  onDelete={() => setDialog("delete")}
                >
                  {createButton}
                </KeyButtons>
              )
            }
          >
            {t("keys.table")}
          </Header>
        }
      />
      {dialog === "create" ? (
        <CreateKey
          owner={owner}
          onCreated={() => {
            close();
            onChanged();
          }}
          onDismiss={close}
        />
      ) : null}
      {dialog === "deactivate" && selected !== undefined ? (
        <DeactivateKey
          owner={owner}
          accessKey={selected}
          onDone={() => done(t("keys.deactivated", { key: selected.accessKeyId }))}
          onDismiss={close}
        />
      ) : null}
      {dialog === "delete" && selected !== undefined ? (
        <DeleteKey
          owner={owner}
          accessKey={selected}
          onDone={() => done(t("keys.deleted", { key: selected.accessKeyId }))}
          onDismiss={close}
        />
      ) : null}
      {profile.shown === undefined ? null : (
        <ClientProfileDialog
          owner={owner}
          accessKeyId={profile.shown.accessKeyId}
          onDismiss={profile.hide}
        />
      )}
    </section>
  );
}
