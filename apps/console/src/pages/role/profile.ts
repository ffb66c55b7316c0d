import type { RoleDetail } from "../../api/types.ts";

/** A profile of AWS's command line and SDKs that acts as the role. Its `endpoint_url` is read from version 2.13 of the former on. */
export function profileOf({ role, mfaSerial, asksForMFA, endpointUrl }: ProfileFacts): string {
  const device = mfaSerial ?? (asksForMFA ? mfaPlaceholder : undefined);
  return [
    `[profile ${role.roleName}]`,
    `role_arn = ${role.arn}`,
    "source_profile = default",
    ...(device === undefined ? [] : [`mfa_serial = ${device}`]),
    "region = us-east-1",
    `endpoint_url = ${endpointUrl}`,
    "",
  ].join("\n");
}

export type ProfileFacts = Pick<RoleDetail, "mfaSerial" | "asksForMFA" | "endpointUrl"> & {
  readonly role: Pick<RoleDetail["role"], "roleName" | "arn">;
};

export const mfaPlaceholder = "<serial number of your MFA device>";
