import { call } from "../../api/client.ts";
import { type DeviceOwner, ownerInput } from "./owner.ts";

/** A set-up under way. The seed stays on the server: the page holds a name and a time, no secret. */
export interface Enrolment {
  readonly deviceName: string;
  /** On the server's clock. */
  readonly expiresAt: number;
}

export async function startEnrolment(owner: DeviceOwner, deviceName: string): Promise<Enrolment> {
  const { expiresAt } = await call("StartMFAEnrolment", { ...ownerInput(owner), deviceName });
  return { deviceName, expiresAt: Date.parse(expiresAt) };
}

/** Leaves no set-up behind. Should it not arrive, the server forgets the set-up by itself after 15 minutes. */
export function cancelEnrolment(): void {
  call("CancelMFAEnrolment", {}).catch(() => {});
}

/** The same while the page goes away, when an ordinary request would be dropped. */
export function cancelEnrolmentOnLeaving(): void {
  fetch("/api/CancelMFAEnrolment", {
    method: "POST",
    headers: { "content-type": "application/json", "x-sallyport-csrf": "1" },
    body: "{}",
    credentials: "same-origin",
    keepalive: true,
  }).catch(() => {});
}
