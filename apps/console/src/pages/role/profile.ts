import type { RoleDetail } from "../../api/types.ts";

/** A profile of the AWS command line's that acts as the role. */
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

export type ProfileFacts = Pick<RoleDetail, "role" | "mfaSerial" | "asksForMFA" | "endpointUrl">;

export const mfaPlaceholder = "<serial number of your MFA device>";
