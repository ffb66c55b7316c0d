// What an installation may set, and AWS's quotas by default.

import { DAY, HOUR, MINUTE, SECOND } from "./instant.ts";

export interface Settings {
  /** Origin without a trailing slash; mailed links are built from it alone. */
  readonly publicUrl: string;
  /** Origin of the authenticator app that the console offers first; absent where none is served. */
  readonly authenticatorUrl?: string;
  /** Steps either side of now + drift that a code may be from. RFC 6238 §5.2 advises 1; 0 meets ASVS 6.5.5. */
  readonly totpWindow: 0 | 1 | 2;
  /** Issuers on this very machine, also without TLS: for trying things out, never where others come. */
  readonly loopbackIssuers: boolean;
  readonly sessionSeconds: number;
  readonly idleSeconds: number;
  readonly quotas: Quotas;
}

export interface Quotas {
  readonly usersPerAccount: number;
  readonly groupsPerAccount: number;
  readonly rolesPerAccount: number;
  readonly samlProvidersPerAccount: number;
  readonly groupsPerUser: number;
  readonly devicesPerPerson: number;
  readonly accessKeysPerPerson: number;
  readonly virtualDevicesPerAccount: number;
  /** Identity providers, of each kind. */
  readonly providersPerAccount: number;
  /** Devices between which one person's vault is synced. */
  readonly vaultDevicesPerPerson: number;
  readonly vaultBytes: number;
}

export const defaultQuotas: Quotas = {
  usersPerAccount: 5000,
  groupsPerAccount: 300,
  rolesPerAccount: 1000,
  samlProvidersPerAccount: 100,
  groupsPerUser: 10,
  devicesPerPerson: 8,
  accessKeysPerPerson: 2,
  virtualDevicesPerAccount: 5000,
  providersPerAccount: 100,
  vaultDevicesPerPerson: 10,
  vaultBytes: 1024 * 1024,
};

export const defaultSettings = {
  totpWindow: 1,
  loopbackIssuers: false,
  sessionSeconds: (12 * HOUR) / SECOND,
  idleSeconds: (1 * HOUR) / SECOND,
  quotas: defaultQuotas,
} as const;

/** How long things last, in milliseconds. */
export const lifetimes = {
  pendingSignIn: 10 * MINUTE,
  enrolment: 15 * MINUTE,
  freshFactor: 15 * MINUTE,
  knownBrowser: 90 * 24 * HOUR,
  mailedLink: 1 * HOUR,
  emailChange: 1 * HOUR,
  rootEnrolmentCode: 1 * HOUR,
  vaultPairing: 10 * MINUTE,
  /** For which a paired device may stay away. */
  vaultDeviceIdle: 180 * DAY,
  spentStep: 49 * HOUR,
  unsettled: 24 * HOUR,
} as const;
