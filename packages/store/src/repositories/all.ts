// Everything a transaction can reach. `keyring`, `sealedValues` and `marks` are the installation's own; the core does not see them.

import type { Tx } from "@sallyport/core";
import type { Run } from "../statement.ts";
import { accessKeys } from "./access-keys.ts";
import { accounts } from "./accounts.ts";
import { attempts } from "./attempts.ts";
import { audit } from "./audit.ts";
import { auditChain } from "./audit-chain.ts";
import { codeLedgers } from "./code-ledgers.ts";
import { credentialReports } from "./credential-reports.ts";
import { devices } from "./devices.ts";
import { emailChanges } from "./email-changes.ts";
import { enrolments } from "./enrolments.ts";
import { groups } from "./groups.ts";
import { identityProviders } from "./identity-providers.ts";
import { inlinePolicies } from "./inline-policies.ts";
import { type KeyringRows, keyring } from "./keyring.ts";
import { knownBrowsers } from "./known-browsers.ts";
import { loginProfiles } from "./login-profiles.ts";
import { mailLinks } from "./mail-links.ts";
import { type MarkRows, marks } from "./marks.ts";
import { mfaRequirements } from "./mfa-requirements.ts";
import { oidcProviders } from "./oidc-providers.ts";
import { outbox } from "./outbox.ts";
import { passwordHistory } from "./password-history.ts";
import { passwordPolicies } from "./password-policies.ts";
import { pendingSignIns } from "./pending-sign-ins.ts";
import { people } from "./people.ts";
import { policies } from "./policies.ts";
import { policyUses } from "./policy-uses.ts";
import { roles } from "./roles.ts";
import { samlProviders } from "./saml-providers.ts";
import { type SealedValues, sealedValues } from "./sealed-values.ts";
import { sessions } from "./sessions.ts";
import { spentSteps } from "./spent-steps.ts";
import { tags } from "./tags.ts";
import { vaultDevices } from "./vault-devices.ts";
import { vaultPairings } from "./vault-pairings.ts";
import { vaults } from "./vaults.ts";

export interface Repositories extends Tx {
  readonly keyring: KeyringRows;
  readonly sealedValues: SealedValues;
  readonly marks: MarkRows;
}

export function repositories(run: Run): Repositories {
  return {
    accounts: accounts(run),
    people: people(run),
    loginProfiles: loginProfiles(run),
    mfaRequirements: mfaRequirements(run),
    passwordPolicies: passwordPolicies(run),
    passwordHistory: passwordHistory(run),
    groups: groups(run),
    tags: tags(run),
    devices: devices(run),
    spentSteps: spentSteps(run),
    enrolments: enrolments(run),
    sessions: sessions(run),
    pendingSignIns: pendingSignIns(run),
    browsers: knownBrowsers(run),
    codeLedgers: codeLedgers(run),
    attempts: attempts(run),
    mailLinks: mailLinks(run),
    outbox: outbox(run),
    accessKeys: accessKeys(run),
    policies: policies(run),
    policyUses: policyUses(run),
    inlinePolicies: inlinePolicies(run),
    roles: roles(run),
    samlProviders: samlProviders(run),
    identityProviders: identityProviders(run),
    oidcProviders: oidcProviders(run),
    credentialReports: credentialReports(run),
    emailChanges: emailChanges(run),
    vaultPairings: vaultPairings(run),
    vaultDevices: vaultDevices(run),
    vaults: vaults(run),
    audit: audit(run),
    auditChain: auditChain(run),
    keyring: keyring(run),
    sealedValues: sealedValues(run),
    marks: marks(run),
  };
}
