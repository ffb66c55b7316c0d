// Forward only: a migration that was released is never edited, only followed by another.

import type { Engine } from "../engine.ts";
import { firstTables } from "./0001-first-tables.ts";
import { signedRequests } from "./0002-signed-requests.ts";
import { policies } from "./0003-policies.ts";
import { passwordPolicy } from "./0004-password-policy.ts";
import { auditChain } from "./0005-audit-chain.ts";
import { roles } from "./0006-roles.ts";
import { requireMfa } from "./0007-require-mfa.ts";
import { credentialReports } from "./0008-credential-reports.ts";
import { vaultSync } from "./0009-vault-sync.ts";
import { identityProviders } from "./0010-identity-providers.ts";
import { samlProviders } from "./0011-saml-providers.ts";
import { auditTrail } from "./0012-audit-trail.ts";
import { signedFreshFactor } from "./0013-signed-fresh-factor.ts";
import { keyRotation } from "./0014-key-rotation.ts";
import { samlEncryption } from "./0015-saml-encryption.ts";
import { emailChanges } from "./0017-email-changes.ts";

/** The schema's version is how many of these have run. */
export const migrations: readonly ((engine: Engine) => readonly string[])[] = [
  firstTables,
  signedRequests,
  policies,
  passwordPolicy,
  auditChain,
  roles,
  requireMfa,
  credentialReports,
  vaultSync,
  identityProviders,
  samlProviders,
  auditTrail,
  signedFreshFactor,
  keyRotation,
  samlEncryption,
  emailChanges,
];
