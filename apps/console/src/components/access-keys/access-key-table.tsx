import Header, { type HeaderProps } from "@cloudscape-design/components/header";
import SpaceBetween from "@cloudscape-design/components/space-between";
import Table, { type TableProps } from "@cloudscape-design/components/table";
import { type ReactNode, useState } from "react";
import { useLocation, useNavigate, useSearchParams } from "react-router";
import { call } from "../../api/client.ts";
import type { AccessKeyReference, Denied } from "../../api/types.ts";
import { t } from "../../i18n/t.ts";
import { keyParameter } from "../../routes.ts";
import { EmptyState } from "../empty-state.tsx";
import { useFlash } from "../flash.tsx";
import { GatedButton } from "../gated-button.tsx";
import { lazyDialog } from "../lazy-dialog.tsx";
import { useAction } from "../use-action.ts";
import { useKeptFocus } from "../use-kept-focus.ts";
import { deleteDenied, keyDenials } from "./denials.ts";
import { keyColumns } from "./key-columns.tsx";
import { type KeyOwner, ownerInput } from "./owner.ts";
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

interface KeyButtonsProps {
  readonly selected: AccessKeyReference | undefined;
  readonly denied: Denied;
  readonly updateDenied: string | undefined;
  readonly busy: boolean;
  readonly onProfile: (key: AccessKeyReference) => void;
  readonly onActivate: (key: AccessKeyReference) => void;
  readonly onDeactivate: () => void;
  readonly onDelete: () => void;
  /** What stands beside them. */
  readonly children: ReactNode;
}

function KeyButtons(props: KeyButtonsProps) {
  const { selected, denied, updateDenied, busy } = props;
  const unselected = selected === undefined ? t("keys.selectFirst") : undefined;
  const isActive = selected?.status !== "Inactive";
  return (
    <SpaceBetween direction="horizontal" size="xs">
      <GatedButton denied={unselected} onClick={() => selected && props.onProfile(selected)}>
        {t("keys.clients")}
      </GatedButton>
      <GatedButton
        denied={updateDenied ?? unselected}
        loading={busy}
        onClick={() => (isActive ? props.onDeactivate() : selected && props.onActivate(selected))}
      >
        {t(isActive ? "keys.deactivate" : "keys.activate")}
      </GatedButton>
      <GatedButton
        denied={selected === undefined ? unselected : deleteDenied(denied, selected.status)}
        onClick={props.onDelete}
      >
        {t("keys.delete")}
      </GatedButton>
      {props.children}
    </SpaceBetween>
  );
}

/** The profile's dialog stands in the address, by the key's id: it can be sent to whoever sets up a machine. */
function useProfileDialog(keys: readonly AccessKeyReference[]) {
  const [query] = useSearchParams();
  const { hash } = useLocation();
  const navigate = useNavigate();
  const asked = query.get(keyParameter);
  const go = (accessKeyId: string | undefined) => {
    const next = new URLSearchParams(query);
    if (accessKeyId === undefined) next.delete(keyParameter);
    else next.set(keyParameter, accessKeyId);
    void navigate({ search: next.toString(), hash }, { replace: true });
  };
  return {
    shown: keys.find(({ accessKeyId }) => accessKeyId === asked),
    show: ({ accessKeyId }: AccessKeyReference) => go(accessKeyId),
    hide: () => go(undefined),
  };
}
