import { isInSession } from "../caller.ts";
import { IamError, refusals } from "../errors.ts";
import type { Instant } from "../instant.ts";
import { browserSource, proveCode } from "../mfa/prove-code.ts";
import { settleCode } from "../mfa/settle-code.ts";
import { defineOperation, Outcome } from "../operation.ts";
import { code, serialNumber } from "../operations/members.ts";
import type { DeviceRecord, SessionRecord } from "../records.ts";
import { optional, struct, timestamp } from "../schema/schema.ts";
import { findKnownBrowser } from "../session/advance.ts";
import { rememberBrowser, rotateSession } from "../session/open-session.ts";
import { lifetimes } from "../settings.ts";

export const confirmFactor = defineOperation({
  name: "ConfirmFactor",
  kind: "ceremony",
  summary:
    "Shows a fresh second factor in a session that is already there; the session gets a new id.",
  readOnly: false,
  input: struct({ code, serialNumber: optional(serialNumber) }),
  output: struct({ mfaAuthenticatedAt: timestamp }),
  locate: async (scope) => {
    const { tx, caller } = scope;
    if (!isInSession(caller)) throw refusals.sessionExpired();
    return {
      devices: await tx.devices.listOf(caller.person),
      browser: await findKnownBrowser(scope, caller.person),
    };
  },
  permissions: () => [],
  prove: async (scope) => {
    const { caller, found, input } = scope;
    if (!isInSession(caller)) throw refusals.sessionExpired();
    if (found.devices.length === 0) {
      throw new IamError(
        "NoSuchEntity",
        "You have no MFA device yet. Assign one under My Security Credentials.",
      );
    }
    const { serialNumber } = input;
    const named = found.devices.filter(
      (one) => serialNumber === undefined || one.serialNumber === serialNumber,
    );
    const devices = named.filter((device) => stepsUp(caller.session, device, scope.now));
    if (named.length > 0 && devices.length === 0) throw signInAgain();
    const source = browserSource(found.browser);
    return {
      ...(await proveCode({ ...scope, person: caller.person, devices, code: input.code, source })),
      source,
    };
  },
  run: async (scope) => {
    const { tx, caller, proof, now, found } = scope;
    if (!isInSession(caller)) throw refusals.sessionExpired();
    await settleCode(scope, caller.person, proof, {
      cost: proof.cost,
      wrong: 1,
      source: proof.source,
    });
    await tx.loginProfiles.clearResetByMail(caller.person);
    const { serialNumber } = proof.device;
    const issued = await rotateSession(scope, caller.session, {
      mfaAuthenticatedAt: now,
      mfaSerialNumber: serialNumber,
    });
    if (issued === undefined) throw refusals.sessionExpired();
    const browser =
      found.browser === undefined ? await rememberBrowser(scope, caller.person) : undefined;
    return new Outcome(
      { mfaAuthenticatedAt: now },
      { session: issued, ...(browser && { browser }) },
    );
  },
  record: { source: "signin", request: ["serialNumber"] },
});

/**
 * Whether a code of this device makes two factors of this session (security rule 15). Not where the device came after a password
 * that was typed long ago: whoever stole such a session, and assigned a device of their own, would show nothing but themselves.
 */
function stepsUp(session: SessionRecord, { assignment }: DeviceRecord, now: Instant): boolean {
  if (session.mfaAuthenticatedAt !== undefined || assignment === undefined) return true;
  return (
    assignment.enabledAt <= session.passwordAt || now - session.passwordAt <= lifetimes.freshFactor
  );
}

function signInAgain(): IamError {
  return new IamError(
    "AccessDenied",
    "Sign in again: this device was assigned after your password was typed in this session.",
  );
}
