import Button from "@cloudscape-design/components/button";
import SpaceBetween from "@cloudscape-design/components/space-between";
import { useEffect } from "react";
import { t } from "../../i18n/t.ts";
import { Problem } from "../problem.tsx";
import { CodePair } from "./code-pair.tsx";
import { DialogFooter } from "./dialog-footer.tsx";
import type { DeviceOwner } from "./owner.ts";
import { resyncDevice } from "./resync.ts";
import { useCodePair } from "./use-code-pair.ts";

export interface ResyncFormProps {
  readonly owner: DeviceOwner;
  readonly serialNumber: string;
  readonly deviceName: string;
  readonly onCancel: () => void;
  readonly onResynced: (driftSeconds: number | undefined) => void;
}

/** Two fresh codes of a device, by which the server measures its clock. */
export function ResyncForm(props: ResyncFormProps) {
  const { owner, serialNumber, deviceName, onCancel, onResynced } = props;
  const form = useCodePair(async (codes) => {
    onResynced(await resyncDevice({ owner, serialNumber, codes }));
  });
  const { first } = form.inputs;
  useEffect(() => first.current?.focus(), [first]);
  return (
    <SpaceBetween size="m">
      <div>{t("mfa.resync.intro", { device: deviceName })}</div>
      <CodePair form={form} deviceName={deviceName} />
      {form.error === undefined ? null : <Problem error={form.error} />}
      <DialogFooter>
        <Button variant="link" onClick={onCancel}>
          {t("action.cancel")}
        </Button>
        <Button variant="primary" loading={form.busy} onClick={form.submit}>
          {t("mfa.resync.button")}
        </Button>
      </DialogFooter>
    </SpaceBetween>
  );
}
