import Modal from "@cloudscape-design/components/modal";
import { useEffect, useRef, useState } from "react";
import type { MfaDeviceDetail, Output } from "../../api/types.ts";
import { useConsole } from "../../context/console-context.tsx";
import { t } from "../../i18n/t.ts";
import { useFlash } from "../flash.tsx";
import { Assigned } from "./assigned.tsx";
import { ChooseKind } from "./choose-kind.tsx";
import { mfaDenials } from "./denials.ts";
import { proposeDeviceName } from "./device-name.ts";
import { FooterSlot } from "./dialog-footer.tsx";
import { cancelEnrolment, type Enrolment, startEnrolment } from "./enrolment.ts";
import { Overview } from "./overview.tsx";
import type { DeviceOwner } from "./owner.ts";
import { RemoveDevice } from "./remove-device.tsx";
import { ResyncForm } from "./resync-form.tsx";
import { Resynced } from "./resynced.tsx";
import { SetUpVirtual } from "./set-up-virtual.tsx";
import "./mfa.css";

/** Where the dialog begins, when its opener knows already what is wanted. */
export type ManageMfaStart =
  | { readonly at: "assign" }
  | { readonly at: "resync"; readonly device: MfaDeviceDetail }
  | { readonly at: "remove"; readonly device: MfaDeviceDetail };

export interface ManageMfaDeviceProps {
  readonly owner: DeviceOwner;
  readonly devices: readonly MfaDeviceDetail[];
  /** Left out: the devices that are assigned, or the wizard where there is none. */
  readonly start?: ManageMfaStart;
  /** Actions the reader may not do for this owner, with the reasons; left out, the console's own. */
  readonly denied?: Readonly<Record<string, string>>;
  /** A device was assigned, resynced or removed: called once, as the dialog closes. */
  readonly onChanged: () => void;
  readonly onDismiss: () => void;
}

interface DeviceReference {
  readonly serialNumber: string;
  readonly name: string;
}

type Step =
  | { readonly at: "overview" }
  | { readonly at: "choose"; readonly deviceName: string }
  | { readonly at: "setUp"; readonly enrolment: Enrolment }
  | { readonly at: "assigned"; readonly deviceName: string; readonly outcome: FinishOutcome }
  | { readonly at: "resync"; readonly device: DeviceReference }
  | { readonly at: "resynced"; readonly deviceName: string; readonly drift: number | undefined }
  | { readonly at: "remove"; readonly device: MfaDeviceDetail };

type FinishOutcome = Output<"FinishMFAEnrolment">;

/** "Manage MFA device": the wizard that assigns a device, and what can be done with those that are assigned. */
export function ManageMfaDevice(props: ManageMfaDeviceProps) {
  const { owner, devices, onChanged, onDismiss } = props;
  const { person, denied, reloadContext } = useConsole();
  const flash = useFlash();
  const account = owner.kind === "user" ? owner.userName : undefined;
  const proposal = proposeDeviceName(
    account ?? person.userName ?? "root",
    devices.map(({ name }) => name),
  );
  const [step, setStep] = useState<Step>(() => firstStep(props, proposal));
  const [footer, setFooter] = useState<HTMLElement | null>(null);
  const pending = useRef<Enrolment>(undefined);
  const changed = useRef(false);
  const content = useRef<HTMLElement>(null);

  // The button that led here is gone. Unless the new step has put the focus somewhere better, it begins at its top.
  useEffect(() => {
    const arrived = content.current;
    if (step === undefined || arrived === null) return;
    if (arrived.contains(document.activeElement)) return;
    arrived.focus({ preventScroll: true });
    arrived.closest('[role="dialog"]')?.scrollTo(0, 0);
  }, [step]);

  // However the dialog goes, by its buttons or with its page: a set-up under way goes with it.
  useEffect(
    () => () => {
      if (pending.current !== undefined) cancelEnrolment();
      pending.current = undefined;
    },
    [],
  );

  const close = () => {
    onDismiss();
    if (!changed.current) return;
    reloadContext();
    onChanged();
  };

  const setUp = (enrolment: Enrolment) => {
    pending.current = enrolment;
    setStep({ at: "setUp", enrolment });
  };

  const body = () => {
    switch (step.at) {
      case "overview":
        return (
          <Overview
            ownerName={account ?? t("mfa.overview.you")}
            devices={devices}
            denials={mfaDenials(props.denied ?? denied, devices.length)}
            onCancel={close}
            onRemove={(device) => setStep({ at: "remove", device })}
            onResync={(device) => setStep({ at: "resync", device })}
            onAssignAnother={() => setStep({ at: "choose", deviceName: proposal })}
          />
        );
      case "choose":
        return (
          <ChooseKind
            deviceName={step.deviceName}
            onCancel={close}
            onContinue={async (deviceName) => setUp(await startEnrolment(owner, deviceName))}
          />
        );
      case "setUp":
        return (
          <SetUpVirtual
            // A set-up begun anew has a new secret: nothing of the old one may stay on the page.
            key={step.enrolment.expiresAt}
            owner={owner}
            enrolment={step.enrolment}
            onCancel={close}
            onPrevious={() => setStep({ at: "choose", deviceName: step.enrolment.deviceName })}
            onRestarted={setUp}
            onAssigned={(outcome) => {
              pending.current = undefined;
              changed.current = true;
              setStep({ at: "assigned", deviceName: step.enrolment.deviceName, outcome });
            }}
          />
        );
      case "assigned":
        return (
          <Assigned
            outcome={step.outcome}
            onClose={close}
            onResync={() => {
              const { serialNumber } = step.outcome;
              setStep({ at: "resync", device: { serialNumber, name: step.deviceName } });
            }}
          />
        );
      case "resync":
        return (
          <ResyncForm
            owner={owner}
            serialNumber={step.device.serialNumber}
            deviceName={step.device.name}
            onCancel={close}
            onResynced={(drift) => {
              changed.current = true;
              setStep({ at: "resynced", deviceName: step.device.name, drift });
            }}
          />
        );
      case "resynced":
        return <Resynced deviceName={step.deviceName} driftSeconds={step.drift} onClose={close} />;
      case "remove":
        return (
          <RemoveDevice
            owner={owner}
            ownerName={account ?? t("mfa.remove.you")}
            device={step.device}
            isLast={devices.length === 1}
            onCancel={close}
            onRemoved={() => {
              changed.current = true;
              flash.show({
                type: "success",
                content: t("mfa.remove.done", { device: step.device.name }),
              });
              close();
            }}
          />
        );
    }
  };

  return (
    <Modal
      visible={true}
      position="top"
      header={titleOf(step)}
      // Not "Close": that is the button of the success screen.
      closeAriaLabel={t("mfa.dismiss")}
      footer={<div ref={setFooter} />}
      onDismiss={({ detail }) => {
        // A click beside the dialog is an accident more often than a wish, and would cost a scanned QR code.
        if (detail.reason !== "overlay") close();
      }}
    >
      <section ref={content} tabIndex={-1} aria-label={titleOf(step)} className="mfa-dialog">
        <FooterSlot value={footer}>{body()}</FooterSlot>
      </section>
    </Modal>
  );
}

function firstStep({ start, devices }: ManageMfaDeviceProps, proposal: string): Step {
  if (start === undefined && devices.length > 0) return { at: "overview" };
  if (start === undefined || start.at === "assign") return { at: "choose", deviceName: proposal };
  return start;
}

function titleOf(step: Step): string {
  switch (step.at) {
    case "overview":
    case "choose":
    case "assigned":
      return t("mfa.manage");
    case "setUp":
      return t("mfa.setUp.title");
    case "resync":
    case "resynced":
      return t("mfa.resync.title");
    case "remove":
      return t("mfa.remove.title");
  }
}
