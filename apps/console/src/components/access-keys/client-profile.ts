// The two files of AWS's clients with a profile for Sallyport in them, ready to be pasted.

export const profileKinds = ["process", "key"] as const;
/** With MFA, by `sallyport credentials` as a `credential_process`; or the key alone. */
export type ProfileKind = (typeof profileKinds)[number];

export interface ProfileParts {
  readonly kind: ProfileKind;
  /** What the profile is called. */
  readonly name: string;
  /** Where Sallyport is. */
  readonly origin: string;
  readonly accessKeyId: string;
  /** Left out where it is not known any more: then the person puts it in. */
  readonly secretAccessKey?: string | undefined;
  readonly serialNumber?: string | undefined;
}

export interface ProfileFiles {
  /** For `~/.aws/config`. */
  readonly config: string;
  /** For `~/.aws/credentials`. */
  readonly credentials: string;
}

/** What to write where the secret goes. */
export const secretPlace = "<secret access key>";

export function profileFiles(parts: ProfileParts): ProfileFiles {
  const { kind, name, origin, serialNumber } = parts;
  const keyProfile = kind === "process" ? `${name}-key` : name;
  const settings = ["region = us-east-1", `endpoint_url = ${origin}`];
  const device = serialNumber === undefined ? [] : [`mfa_serial = ${serialNumber}`];
  const withKey = [`[profile ${keyProfile}]`, ...settings, ...device];
  const process = [
    `[profile ${name}]`,
    ...settings,
    `credential_process = sallyport credentials --profile ${keyProfile}`,
    "",
  ];
  return {
    config: text(kind === "process" ? [...process, ...withKey] : withKey),
    credentials: text([
      `[${keyProfile}]`,
      `aws_access_key_id = ${parts.accessKeyId}`,
      `aws_secret_access_key = ${parts.secretAccessKey ?? secretPlace}`,
    ]),
  };
}

function text(lines: readonly string[]): string {
  return `${lines.join("\n")}\n`;
}
