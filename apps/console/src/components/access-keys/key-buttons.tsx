import SpaceBetween from "@cloudscape-design/components/space-between";
import type { ReactNode } from "react";
import type { AccessKeyReference, Denied } from "../../api/types.ts";
import { t } from "../../i18n/t.ts";
import { GatedButton } from "../gated-button.tsx";
import { deleteDenied } from "./denials.ts";

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

/** What can be done with the selected key; each button that does nothing says why. */
export function KeyButtons(props: KeyButtonsProps) {
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
