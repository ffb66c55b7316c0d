import { IamError } from "../errors.ts";
import { openPrivateKeys } from "../identity/saml-encryption.ts";
import { readSamlProviderArn } from "../identity/saml-provider.ts";
import type { Instant } from "../instant.ts";
import type { UpstreamFacts } from "../mfa/upstream.ts";
import type { ProviderId } from "../names.ts";
import { defineOperation } from "../operation.ts";
import type { AssertionFacts, AuthnFacts, Ports } from "../ports.ts";
import type { SamlPrivateKeyRecord, SamlTrust } from "../records.ts";
import { integer, optional, struct, text } from "../schema/schema.ts";
import { readAssertedSession } from "../session/asserted-session.ts";
import {
  admitFederated,
  type FederatedTarget,
  issueFederated,
  locateFederatedTarget,
  proveFederated,
  type UpstreamIdentity,
} from "../session/federated.ts";
import { judgeAssertion, unreadable } from "../session/judge-assertion.ts";
import {
  type SamlSubject,
  samlSessionKeys,
  samlTrustKeys,
  subjectType,
} from "../session/saml-keys.ts";
import type { Tx } from "../store.ts";
import { chargeFederated } from "../throttle/federation.ts";
import { anyText } from "./members.ts";
import * as sts from "./sts-members.ts";

export const assumeRoleWithSAML = defineOperation({
  name: "AssumeRoleWithSAML",
  kind: "aws",
  service: "sts",
  summary:
    "Gives temporary credentials of a role to whomever a SAML identity provider of its account vouches for, as far as the role's trust policy allows; not signed.",
  readOnly: false,
  callers: ["anonymous"],
  input: struct({
    roleArn: text({ min: 20, max: 2048 }),
    principalArn: text({ min: 20, max: 2048 }),
    sAMLAssertion: text({ min: 4, max: 100_000, secret: true }),
    ...sts.sessionPolicyMembers,
    durationSeconds: optional(integer(900, 43_200)),
  }),
  output: struct({
    credentials: sts.credentials,
    assumedRoleUser: struct({ assumedRoleId: anyText, arn: anyText }),
    packedPolicySize: sts.packedPolicySize,
    subject: anyText,
    subjectType: anyText,
    issuer: anyText,
    audience: anyText,
    nameQualifier: anyText,
    sourceIdentity: optional(anyText),
  }),
  locate: ({ tx, input }) => locateTarget(tx, input),
  // Nobody is asked who they are: the trust policy decides, about whom the assertion names.
  permissions: () => [],
  prove: async (scope) => {
    await chargeFederated(scope);
    const { input, found, ports, settings, now, trail } = scope;
    const facts = ports.assertions.verify(
      input.sAMLAssertion,
      found.trust && { ...found.trust, privateKeys: openPrivateKeys(ports, found.privateKeys) },
    );
    if ("fault" in facts) throw unreadable(facts.fault);
    if (found.trust === undefined) throw unreadable("signature"); // nobody's key made it
    const { accountId, trust, providerName } = found;
    const subject = subjectOf(facts, { ports, accountId, providerName });
    trail.federated = {
      accountId,
      type: "SAMLUser",
      principalId: `${subject.nameQualifier}:${subject.name}`,
      userName: subject.name,
      identityProvider: input.principalArn,
    };
    judgeAssertion(facts, {
      roleArn: input.roleArn,
      principalArn: input.principalArn,
      metadata: trust,
      publicUrl: settings.publicUrl,
      now,
    });
    const session = readAssertedSession(facts);
    const identity: UpstreamIdentity = {
      action: "sts:AssumeRoleWithSAML",
      ...session,
      trustKeys: samlTrustKeys(facts, subject, { accountId, name: providerName }),
      sessionKeys: samlSessionKeys(subject),
      mfa: upstreamFacts(facts.authentications),
      notAfter: earliestEnd(facts.authentications),
    };
    const asked = withDuration(scope, session.durationSeconds);
    return {
      facts,
      subject,
      asked,
      ...(await proveFederated({ ...scope, input: asked }, identity)),
    };
  },
  prepare: async (scope) => issueFederated({ ...scope, input: scope.proof.asked }),
  run: async (scope) => {
    const { facts, subject } = scope.proof;
    const { sourceIdentity, ...admitted } = await admitFederated(scope);
    return {
      ...admitted,
      subject: subject.name,
      subjectType: subject.type,
      issuer: facts.issuer,
      // AWS: "the value of the Recipient attribute".
      audience: facts.confirmation.recipient,
      nameQualifier: subject.nameQualifier,
      sourceIdentity,
    };
  },
  record: {
    request: ["roleArn", "principalArn", "durationSeconds", "policyArns"],
    response: [
      "credentials",
      "assumedRoleUser",
      "packedPolicySize",
      "subject",
      "subjectType",
      "issuer",
      "audience",
      "nameQualifier",
      "sourceIdentity",
    ],
  },
});

export interface SamlTarget extends FederatedTarget {
  readonly providerName: string;
  /** Undefined where there is no such provider beside the role. */
  readonly trust: SamlTrust | undefined;
  readonly privateKeys: readonly SamlPrivateKeyRecord[];
}

const nobody = "" as ProviderId;

async function locateTarget(
  tx: Tx,
  { roleArn, principalArn }: { readonly roleArn: string; readonly principalArn: string },
): Promise<SamlTarget> {
  const named = readSamlProviderArn(principalArn);
  if (named === undefined) throw new IamError("ValidationError", `${principalArn} is invalid`);
  const target = await locateFederatedTarget(tx, roleArn, "saml", named.name);
  // Another account's provider of the same name is another provider.
  const provider = named.accountId === target.accountId ? target.provider : undefined;
  const of = [target.accountId, provider?.provider.providerId ?? nobody] as const;
  return {
    ...target,
    provider,
    providerName: named.name,
    // Asked also where there is none, for the sake of the time that it takes.
    trust: await tx.samlProviders.findTrust(...of),
    privateKeys: await tx.samlProviders.listPrivateKeys(...of),
  };
}

function subjectOf(
  { subject, issuer }: AssertionFacts,
  of: { readonly ports: Ports; readonly accountId: string; readonly providerName: string },
): SamlSubject {
  const { ports, accountId, providerName } = of;
  return {
    name: subject.name,
    type: subjectType(subject.format),
    nameQualifier: ports.assertions.nameQualifier({ issuer, accountId, providerName }),
  };
}

/** The oldest sign-in of several: how fresh the newest was says nothing of the one that had a second factor. */
function upstreamFacts(authentications: readonly AuthnFacts[]): UpstreamFacts {
  return {
    amr: [],
    acr: authentications.flatMap(({ contextClass }) => contextClass ?? []),
    authenticatedAt: earliest(authentications.map(({ authenticatedAt }) => authenticatedAt)),
  };
}

function earliestEnd(authentications: readonly AuthnFacts[]): Instant | undefined {
  return earliest(authentications.flatMap(({ sessionNotOnOrAfter }) => sessionNotOnOrAfter ?? []));
}

function earliest(moments: readonly Instant[]): Instant | undefined {
  return moments.toSorted((one, other) => one - other)[0];
}

/** What the request asks wins over what the provider does; the role limits both. */
function withDuration<In extends { readonly durationSeconds?: number | undefined }>(
  { input }: { readonly input: In },
  asserted: number | undefined,
): In {
  return { ...input, durationSeconds: input.durationSeconds ?? asserted };
}
