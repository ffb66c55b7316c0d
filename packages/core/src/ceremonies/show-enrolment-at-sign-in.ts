import { requireAccount } from "../identity/locate.ts";
import { beginEnrolment, showEnrolment } from "../mfa/enrolment.ts";
import { defineOperation } from "../operation.ts";
import { anyText } from "../operations/members.ts";
import type { PersonRecord } from "../records.ts";
import { blob, struct, timestamp } from "../schema/schema.ts";
import type { Tx } from "../store.ts";
import { requireStep, requireStepStillDue } from "./own-sign-in.ts";
import { replaceableDevices } from "./replaced-device.ts";

export const showEnrolmentAtSignIn = defineOperation({
  name: "ShowEnrolmentAtSignIn",
  kind: "ceremony",
  summary:
    "Begins (or goes on with) the device that a sign-in asks for, and shows its QR code and secret key.",
  readOnly: false,
  callers: ["pending"],
  input: struct({}),
  output: struct({
    deviceName: anyText,
    qrCodePng: blob,
    secretKey: anyText,
    expiresAt: timestamp,
  }),
  permissions: () => [],
  run: async (scope) => {
    const { tx, caller, now } = scope;
    const signIn = requireStep(caller, "enrolment");
    const { pending, person } = signIn;
    await requireStepStillDue(scope, signIn);
    const waiting = await tx.enrolments.find(pending.idHash);
    const enrolment =
      waiting !== undefined && waiting.expiresAt > now
        ? waiting
        : await beginEnrolment(scope, {
            boundTo: pending.idHash,
            owner: person,
            deviceName: await freeName(scope, person),
            replaces: (await replaceableDevices(scope, signIn)).length > 0,
          });
    const account = await requireAccount(tx, person.accountId);
    const { deviceName, expiresAt } = enrolment;
    return { deviceName, expiresAt, ...showEnrolment(scope, enrolment, account) };
  },
  record: { source: "signin", request: [] },
});

/** `root-phone`, `root-phone-2`, …: nobody is asked for a name half-way through a sign-in. */
async function freeName({ tx }: { readonly tx: Tx }, person: PersonRecord): Promise<string> {
  const base = `${person.kind === "root" ? "root" : person.name}-phone`;
  for (let number = 1; ; number += 1) {
    const name = number === 1 ? base : `${base}-${number}`;
    if (!(await tx.devices.isNameTaken(person.accountId, { path: "/", name }))) return name;
  }
}
