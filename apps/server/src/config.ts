// Everything that is set by environment: one table, read and checked whole at start. Its page is docs/reference/configuration.md,
// and a test holds the two together. A value is never repeated in a message: some of them are secrets.

import { isIP } from "node:net";
import { resolve } from "node:path";
import { isAddress, type MasterKeySource, OperatorFault, type Sender } from "@sallyport/platform";
import { siteOf, type TrustedProxies, trustedProxies } from "@sallyport/web";
import * as v from "valibot";

export interface Config {
  readonly listen: Listen;
  /** An origin without a trailing slash; undefined: `http://localhost:<the port it listens on>`. */
  readonly publicUrl: string | undefined;
  /** As set; `authenticatorUrlOf` knows what it is where nothing is set. */
  readonly authenticatorUrl: string | "off" | undefined;
  /** Absolute. */
  readonly dataDirectory: string;
  readonly database: DatabasePlace;
  readonly masterKey: MasterKeySource;
  /** The one before, while it is exchanged. */
  readonly previousMasterKey: MasterKeySource | undefined;
  readonly mail: MailPlace;
  readonly trustedProxies: TrustedProxies;
  readonly totpWindow: 0 | 1 | 2;
  readonly usersQuota: number;
  /** Where IAM may be said to be in a signature's scope; STS is everywhere. */
  readonly iamRegions: readonly string[];
  /** How long audit records are kept; undefined: for ever. */
  readonly auditDays: number | undefined;
}

export interface Listen {
  /** As `listen` of a socket takes it: no brackets. */
  readonly host: string;
  /** 0: any free one. */
  readonly port: number;
}

export type DatabasePlace =
  /** `file` is absolute. */
  | { readonly kind: "sqlite"; readonly file: string }
  | { readonly kind: "memory" }
  | { readonly kind: "postgres"; readonly url: string };

export type MailPlace =
  | { readonly kind: "smtp"; readonly url: URL; readonly from: Sender | undefined }
  | { readonly kind: "folder"; readonly directory: string };

/** What is set wrong, all of it in one message. */
export class ConfigFault extends OperatorFault {}

export interface Variable {
  /** As the reference page says it. */
  readonly byDefault: string;
  readonly meaning: string;
}

/** The reference page's table, in its order. */
export const variables = {
  SALLYPORT_LISTEN: {
    byDefault: "127.0.0.1:6238",
    meaning:
      "Address and port to listen on. IPv6 in brackets: `[::1]:6238`. Port 0 takes any free one.",
  },
  SALLYPORT_PUBLIC_URL: {
    byDefault: "http://localhost:<port>",
    meaning:
      "The address in people's browsers: scheme, host and port, no path. `https`, unless the host is this machine (`localhost`, `*.localhost`, `127.0.0.1`, `[::1]`); then OpenID Connect issuers on this machine may be named too. Mailed links are built from it alone.",
  },
  SALLYPORT_AUTHENTICATOR_URL: {
    byDefault: "http://authenticator.localhost:<port>",
    meaning:
      "The address of the authenticator app: scheme, host and port, no path. Its host name must not be the public URL's. `off`: none is served, which is the default where the public URL is not this machine.",
  },
  SALLYPORT_DATA_DIR: {
    byDefault: "./data",
    meaning: "Where the database and the outbox are. Made at first start, for its owner alone.",
  },
  SALLYPORT_DATABASE: {
    byDefault: "sqlite:sallyport.db",
    meaning:
      "`sqlite:FILE`, relative to the data directory; `sqlite::memory:`, forgotten at stop; or `postgres://…` for several machines.",
  },
  SALLYPORT_MASTER_KEY_FILE: {
    byDefault: "<data directory>.key",
    meaning:
      "File with the master key: 32 bytes in base64, mode 0600. Made at first start. Back it up, apart from the data.",
  },
  SALLYPORT_MASTER_KEY: {
    byDefault: "",
    meaning:
      "The master key itself: 32 bytes in base64 (`openssl rand -base64 32`). Instead of a file.",
  },
  SALLYPORT_MASTER_KEY_COMMAND: {
    byDefault: "",
    meaning:
      "A command whose standard output is the master key in base64. Instead of a file. Run without a shell; quotes hold an argument together; for more, write `sh -c '…'`.",
  },
  SALLYPORT_PREVIOUS_MASTER_KEY_FILE: {
    byDefault: "",
    meaning:
      "While the master key is exchanged: file with the one before, mode 0600. What it has wrapped opens too.",
  },
  SALLYPORT_PREVIOUS_MASTER_KEY: {
    byDefault: "",
    meaning: "The master key of before itself. Instead of a file.",
  },
  SALLYPORT_PREVIOUS_MASTER_KEY_COMMAND: {
    byDefault: "",
    meaning:
      "A command whose standard output is the master key of before. Instead of a file; run as `SALLYPORT_MASTER_KEY_COMMAND` is.",
  },
  SALLYPORT_SMTP_URL: {
    byDefault: "",
    meaning:
      "`smtp://user:password@host:587` or `smtps://…`. Without it, mail is written as `.eml` files into `outbox/` in the data directory. `?from=iam@example.org` sets the sender (by default the user, where that is an address, else `sallyport@` the public host). A server that is not this machine must offer TLS, unless `?requireTLS=false`.",
  },
  SALLYPORT_TRUSTED_PROXIES: {
    byDefault: "",
    meaning:
      "Addresses and networks of the proxies in front, separated by commas (`10.0.0.0/8,127.0.0.1`): only from them are `X-Forwarded-For`, `-Host` and `-Proto` believed.",
  },
  SALLYPORT_TOTP_WINDOW: {
    byDefault: "1",
    meaning:
      "Time steps either side of now in which a code is taken: 0, 1 or 2. 1 is RFC 6238's advice; 0 meets OWASP ASVS 6.5.5.",
  },
  SALLYPORT_USERS_QUOTA: {
    byDefault: "5000",
    meaning:
      "How many users an account may have, and as many virtual MFA devices. 5000 is AWS's own quota; a million users are measured (docs/benchmarks.md).",
  },
  SALLYPORT_IAM_REGIONS: {
    byDefault: "us-east-1",
    meaning:
      "Regions for which a request to IAM may be signed, separated by commas. AWS's own is us-east-1 (us-gov-west-1, cn-north-1 in its other partitions). STS is signed for any.",
  },
  SALLYPORT_AUDIT_DAYS: {
    byDefault: "",
    meaning:
      "How many days audit records are kept at least, from 1 to 36500. Older ones are removed by whole blocks; the chain still verifies. Without it they are kept for ever: what is gone cannot be had back.",
  },
} as const satisfies Readonly<Record<string, Variable>>;

export type VariableName = keyof typeof variables;

/** A parser as a valibot action: what it throws, or `undefined`, is the fault. */
function parsed<Out>(parse: (text: string) => Out | undefined, fault: string) {
  return v.pipe(
    v.string(),
    v.rawTransform<string, Out>(({ dataset, addIssue, NEVER }) => {
      const out = attempt(() => parse(dataset.value.trim()));
      if (out !== undefined) return out;
      addIssue({ message: fault });
      return NEVER;
    }),
  );
}

function attempt<Out>(work: () => Out): Out | undefined {
  try {
    return work();
  } catch {
    return undefined;
  }
}

const path = parsed((text) => (text.includes("\0") ? undefined : text), "must be a path");

const keyText = parsed(
  (text) => (/^[A-Za-z0-9+/]{43}=$/.test(text) ? text : undefined),
  "must be 32 bytes in base64, as openssl rand -base64 32 makes them",
);

const noClearText = v.check<string, string>(
  (origin) => origin === "off" || origin.startsWith("https:") || siteOf(origin).loopback,
  "must begin with https:// because its host is not this machine: passwords and codes would travel in the clear",
);

const shape = {
  SALLYPORT_LISTEN: parsed(
    parseListen,
    "must be an address and a port, as in 127.0.0.1:6238 or [::1]:6238",
  ),
  SALLYPORT_PUBLIC_URL: v.pipe(
    parsed(
      parseOrigin,
      "must be scheme, host and port without a path, as in https://iam.example.com",
    ),
    noClearText,
  ),
  SALLYPORT_AUTHENTICATOR_URL: v.pipe(
    parsed(
      (text) => (text === "off" ? text : parseOrigin(text)),
      "must be scheme, host and port without a path, as in https://authenticator.example.com, or off",
    ),
    noClearText,
  ),
  SALLYPORT_DATA_DIR: path,
  SALLYPORT_DATABASE: parsed(
    parseDatabase,
    "must be sqlite:FILE, sqlite::memory: or postgres://user:password@host/database",
  ),
  SALLYPORT_MASTER_KEY_FILE: path,
  SALLYPORT_MASTER_KEY: keyText,
  SALLYPORT_MASTER_KEY_COMMAND: v.string(),
  SALLYPORT_PREVIOUS_MASTER_KEY_FILE: path,
  SALLYPORT_PREVIOUS_MASTER_KEY: keyText,
  SALLYPORT_PREVIOUS_MASTER_KEY_COMMAND: v.string(),
  SALLYPORT_SMTP_URL: parsed(
    parseSmtp,
    "must be smtp://host:port or smtps://host:port, and its ?from= one e-mail address",
  ),
  SALLYPORT_TRUSTED_PROXIES: parsed(
    (text) => trustedProxies(text.split(/[\s,]+/).filter((entry) => entry !== "")),
    "must be addresses and networks separated by commas, as in 10.0.0.0/8,127.0.0.1",
  ),
  SALLYPORT_TOTP_WINDOW: parsed(
    (text) => ([0, 1, 2] as const).find((window) => String(window) === text),
    "must be 0, 1 or 2",
  ),
  SALLYPORT_USERS_QUOTA: parsed(
    (text) => (/^[1-9]\d{0,8}$/.test(text) ? Number(text) : undefined),
    "must be a whole number from 1 to 999999999",
  ),
  SALLYPORT_IAM_REGIONS: parsed(
    parseRegions,
    "must be regions separated by commas, as in us-east-1,eu-central-1",
  ),
  SALLYPORT_AUDIT_DAYS: parsed(
    (text) => (/^[1-9]\d{0,4}$/.test(text) && Number(text) <= 36_500 ? Number(text) : undefined),
    "must be a whole number of days from 1 to 36500",
  ),
} satisfies Readonly<Record<VariableName, unknown>>;

const schema = v.objectWithRest(
  {
    SALLYPORT_LISTEN: v.optional(shape.SALLYPORT_LISTEN, variables.SALLYPORT_LISTEN.byDefault),
    SALLYPORT_PUBLIC_URL: v.optional(shape.SALLYPORT_PUBLIC_URL),
    SALLYPORT_AUTHENTICATOR_URL: v.optional(shape.SALLYPORT_AUTHENTICATOR_URL),
    SALLYPORT_DATA_DIR: v.optional(
      shape.SALLYPORT_DATA_DIR,
      variables.SALLYPORT_DATA_DIR.byDefault,
    ),
    SALLYPORT_DATABASE: v.optional(
      shape.SALLYPORT_DATABASE,
      variables.SALLYPORT_DATABASE.byDefault,
    ),
    SALLYPORT_MASTER_KEY_FILE: v.optional(shape.SALLYPORT_MASTER_KEY_FILE),
    SALLYPORT_MASTER_KEY: v.optional(shape.SALLYPORT_MASTER_KEY),
    SALLYPORT_MASTER_KEY_COMMAND: v.optional(shape.SALLYPORT_MASTER_KEY_COMMAND),
    SALLYPORT_PREVIOUS_MASTER_KEY_FILE: v.optional(shape.SALLYPORT_PREVIOUS_MASTER_KEY_FILE),
    SALLYPORT_PREVIOUS_MASTER_KEY: v.optional(shape.SALLYPORT_PREVIOUS_MASTER_KEY),
    SALLYPORT_PREVIOUS_MASTER_KEY_COMMAND: v.optional(shape.SALLYPORT_PREVIOUS_MASTER_KEY_COMMAND),
    SALLYPORT_SMTP_URL: v.optional(shape.SALLYPORT_SMTP_URL),
    SALLYPORT_TRUSTED_PROXIES: v.optional(
      shape.SALLYPORT_TRUSTED_PROXIES,
      variables.SALLYPORT_TRUSTED_PROXIES.byDefault,
    ),
    SALLYPORT_TOTP_WINDOW: v.optional(
      shape.SALLYPORT_TOTP_WINDOW,
      variables.SALLYPORT_TOTP_WINDOW.byDefault,
    ),
    SALLYPORT_USERS_QUOTA: v.optional(
      shape.SALLYPORT_USERS_QUOTA,
      variables.SALLYPORT_USERS_QUOTA.byDefault,
    ),
    SALLYPORT_IAM_REGIONS: v.optional(
      shape.SALLYPORT_IAM_REGIONS,
      variables.SALLYPORT_IAM_REGIONS.byDefault,
    ),
    SALLYPORT_AUDIT_DAYS: v.optional(shape.SALLYPORT_AUDIT_DAYS),
  },
  v.never(),
);

const keyVariables = [
  "SALLYPORT_MASTER_KEY_FILE",
  "SALLYPORT_MASTER_KEY",
  "SALLYPORT_MASTER_KEY_COMMAND",
] as const;

const previousKeyVariables = [
  "SALLYPORT_PREVIOUS_MASTER_KEY_FILE",
  "SALLYPORT_PREVIOUS_MASTER_KEY",
  "SALLYPORT_PREVIOUS_MASTER_KEY_COMMAND",
] as const;

/** Reads the configuration, or throws a `ConfigFault` that names everything wrong with it. An empty variable is an unset one. */
export function readConfig(
  env: Readonly<Record<string, string | undefined>>,
  currentDirectory: string,
): Config {
  const given = Object.fromEntries(
    Object.entries(env).filter(([name, value]) => name.startsWith("SALLYPORT_") && value !== ""),
  );
  const result = v.safeParse(schema, given);
  const faults = [...(result.issues ?? []).map(faultOf), ...keyFaults(given)];
  if (result.success) faults.push(...hostFaults(result.output));
  if (!result.success || faults.length > 0) throw new ConfigFault(messageOf(faults));
  const found = result.output;
  const dataDirectory = resolve(currentDirectory, found.SALLYPORT_DATA_DIR);
  return {
    listen: found.SALLYPORT_LISTEN,
    publicUrl: found.SALLYPORT_PUBLIC_URL,
    authenticatorUrl: found.SALLYPORT_AUTHENTICATOR_URL,
    dataDirectory,
    database: placeIn(dataDirectory, found.SALLYPORT_DATABASE),
    masterKey: masterKeyOf(found, dataDirectory, currentDirectory),
    previousMasterKey: previousMasterKeyOf(found, currentDirectory),
    mail: found.SALLYPORT_SMTP_URL ?? {
      kind: "folder",
      directory: resolve(dataDirectory, "outbox"),
    },
    trustedProxies: found.SALLYPORT_TRUSTED_PROXIES,
    totpWindow: found.SALLYPORT_TOTP_WINDOW,
    usersQuota: found.SALLYPORT_USERS_QUOTA,
    iamRegions: found.SALLYPORT_IAM_REGIONS,
    auditDays: found.SALLYPORT_AUDIT_DAYS,
  };
}

/** The public URL, once the port is known. */
export function publicUrlOf(config: Pick<Config, "publicUrl">, port: number): string {
  return config.publicUrl ?? `http://localhost${port === 80 ? "" : `:${port}`}`;
}

/**
 * Where the authenticator is, once the public URL is known; undefined: nowhere. Security rule 29: on a host name of its own,
 * so that the two factors do not share a page.
 */
export function authenticatorUrlOf(
  { authenticatorUrl }: Pick<Config, "authenticatorUrl">,
  publicUrl: string,
): string | undefined {
  if (authenticatorUrl !== undefined) {
    return authenticatorUrl === "off" ? undefined : authenticatorUrl;
  }
  const url = new URL(publicUrl);
  if (!siteOf(publicUrl).loopback) return undefined;
  url.hostname = "authenticator.localhost";
  return url.origin === publicUrl ? undefined : url.origin;
}

/** Who mails are from, where the SMTP URL does not say. */
export function senderOf(mail: MailPlace, publicUrl: string): Sender {
  if (mail.kind === "smtp" && mail.from !== undefined) return mail.from;
  const { hostname } = new URL(publicUrl);
  const host = isIP(hostname.replace(/^\[|\]$/g, "")) === 0 ? hostname : "localhost";
  return { name: "Sallyport", address: `sallyport@${host}` };
}

function masterKeyOf(
  found: v.InferOutput<typeof schema>,
  dataDirectory: string,
  currentDirectory: string,
): MasterKeySource {
  if (found.SALLYPORT_MASTER_KEY !== undefined) {
    return { kind: "text", text: found.SALLYPORT_MASTER_KEY };
  }
  if (found.SALLYPORT_MASTER_KEY_COMMAND !== undefined) {
    return { kind: "command", command: found.SALLYPORT_MASTER_KEY_COMMAND };
  }
  const file = found.SALLYPORT_MASTER_KEY_FILE;
  const path = file === undefined ? `${dataDirectory}.key` : resolve(currentDirectory, file);
  return { kind: "file", path };
}

function previousMasterKeyOf(
  found: v.InferOutput<typeof schema>,
  currentDirectory: string,
): MasterKeySource | undefined {
  const {
    SALLYPORT_PREVIOUS_MASTER_KEY_FILE: file,
    SALLYPORT_PREVIOUS_MASTER_KEY: text,
    SALLYPORT_PREVIOUS_MASTER_KEY_COMMAND: command,
  } = found;
  if (text !== undefined) return { kind: "text", text };
  if (command !== undefined) return { kind: "command", command };
  return file === undefined ? undefined : { kind: "file", path: resolve(currentDirectory, file) };
}

function placeIn(dataDirectory: string, place: DatabasePlace): DatabasePlace {
  return place.kind === "sqlite"
    ? { kind: "sqlite", file: resolve(dataDirectory, place.file) }
    : place;
}

function parseListen(text: string): Listen | undefined {
  const found = /^(?:\[([^\]]+)\]|([^:[\]\s]+)):(\d{1,5})$/.exec(text);
  if (found === null) return undefined;
  const [, inBrackets, plain = "", digits] = found;
  const port = Number(digits);
  if (port > 65_535) return undefined;
  if (inBrackets !== undefined) {
    return isIP(inBrackets) === 6 ? { host: inBrackets, port } : undefined;
  }
  return isIP(plain) === 4 || isHostName(plain) ? { host: plain, port } : undefined;
}

/** Letters, digits and hyphens between dots; not numbers alone, which would be a mistyped address. */
function isHostName(text: string): boolean {
  return /^(?![\d.]+$)[a-z\d](?:[a-z\d-]*[a-z\d])?(?:\.[a-z\d](?:[a-z\d-]*[a-z\d])?)*$/i.test(text);
}

function parseOrigin(text: string): string | undefined {
  const url = new URL(text);
  const bare =
    (url.protocol === "https:" || url.protocol === "http:") &&
    url.username + url.password + url.search + url.hash === "" &&
    url.pathname === "/" &&
    !/[?#\s]/.test(text);
  const anyAddress = url.hostname === "0.0.0.0" || url.hostname === "[::]"; // no browser goes there
  return bare && !anyAddress ? url.origin : undefined;
}

function parseDatabase(text: string): DatabasePlace | undefined {
  if (text === "sqlite::memory:") return { kind: "memory" };
  if (/^postgres(?:ql)?:\/\//.test(text)) {
    return new URL(text).hostname === "" && !text.includes("host=")
      ? undefined
      : { kind: "postgres", url: text };
  }
  // `sqlite://file` would quietly become a file in the root directory.
  const file = /^sqlite:(?!\/\/(?!\/))(.*[^/])$/.exec(text)?.[1];
  return file === undefined || file.startsWith(":") || file.includes("\0")
    ? undefined
    : { kind: "sqlite", file };
}

/** Each of the form that a signature's scope may have. */
function parseRegions(text: string): readonly string[] | undefined {
  const regions = text.split(",").map((region) => region.trim());
  return regions.every((region) => /^[a-z0-9](?:[a-z0-9-]{0,30}[a-z0-9])?$/.test(region))
    ? regions
    : undefined;
}

function parseSmtp(text: string): MailPlace | undefined {
  const url = new URL(text);
  if ((url.protocol !== "smtp:" && url.protocol !== "smtps:") || url.hostname === "") {
    return undefined;
  }
  const asked = url.searchParams.get("from");
  url.searchParams.delete("from");
  const user = decodeURIComponent(url.username);
  const address = asked ?? (isAddress(user) ? user : undefined);
  if (address === undefined) return { kind: "smtp", url, from: undefined };
  return isAddress(address)
    ? { kind: "smtp", url, from: { name: "Sallyport", address } }
    : undefined;
}

function faultOf(issue: v.BaseIssue<unknown>): string {
  const name = v.getDotPath(issue) ?? "";
  return name in variables ? `${name} ${issue.message}.` : unknownVariable(name);
}

function keyFaults(given: Readonly<Record<string, unknown>>): readonly string[] {
  return [keyVariables, previousKeyVariables]
    .map((names) => names.filter((name) => name in given))
    .filter((named) => named.length > 1)
    .map((named) => `Only one of ${named.join(", ")} may be set.`);
}

/** Ports are no walls for cookies (security rule 29), and the names of this machine are one host. */
function hostFaults({
  SALLYPORT_AUTHENTICATOR_URL: authenticator,
  SALLYPORT_PUBLIC_URL: publicUrl = "http://localhost",
}: v.InferOutput<typeof schema>): readonly string[] {
  if (authenticator === undefined || authenticator === "off") return [];
  const names = [authenticator, publicUrl].map((origin) => new URL(origin).hostname);
  const isOneHost = names[0] === names[1] || names.every((name) => machineNames.has(name));
  return isOneHost
    ? [
        "SALLYPORT_AUTHENTICATOR_URL must have another host name than the public URL, as in https://authenticator.example.com.",
      ]
    : [];
}

const machineNames: ReadonlySet<string> = new Set(["localhost", "127.0.0.1", "[::1]"]);

function messageOf(faults: readonly string[]): string {
  return faults.length === 1
    ? `The configuration is wrong: ${faults[0]}`
    : `The configuration is wrong:\n${faults.map((fault) => `  ${fault}`).join("\n")}`;
}

function unknownVariable(name: string): string {
  const near = Object.keys(variables).find((known) => distance(name, known) <= 3);
  return `${name} is not a setting of Sallyport${near === undefined ? "." : `; did you mean ${near}?`}`;
}

/** Levenshtein's: how many letters were mistyped. */
function distance(a: string, b: string): number {
  let above = Array.from({ length: b.length + 1 }, (_, column) => column);
  for (let row = 1; row <= a.length; row++) {
    const line = [row];
    for (let column = 1; column <= b.length; column++) {
      const replaced = (above[column - 1] ?? 0) + (a[row - 1] === b[column - 1] ? 0 : 1);
      line.push(Math.min(replaced, (above[column] ?? 0) + 1, (line[column - 1] ?? 0) + 1));
    }
    above = line;
  }
  return above[b.length] ?? 0;
}
