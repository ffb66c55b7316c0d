import { providerArn } from "../caller.ts";
import { IamError, refusals } from "../errors.ts";
import { oidcSettings } from "../identity/locate-provider.ts";
import { providerNameOf } from "../identity/provider-url.ts";
import { defineOperation } from "../operation.ts";
import type { TokenClaims, TokenFault } from "../ports.ts";
import { integer, optional, struct, text } from "../schema/schema.ts";
import {
  admitFederated,
  issueFederated,
  locateFederatedTarget,
  proveFederated,
} from "../session/federated.ts";
import { describeWebIdentity, readWebIdentity } from "../session/web-identity.ts";
import { chargeFederated } from "../throttle/federation.ts";
import { anyText } from "./members.ts";
import * as sts from "./sts-members.ts";

export const assumeRoleWithWebIdentity = defineOperation({
  name: "AssumeRoleWithWebIdentity",
  kind: "aws",
  service: "sts",
  summary:
    "Gives temporary credentials of a role for a token of an OpenID Connect provider that the role trusts; the request is not signed.",
  readOnly: false,
  callers: ["anonymous"],
  input: struct({
    roleArn: text({ min: 20, max: 2048 }),
    roleSessionName: sts.sessionName,
    webIdentityToken: text({ min: 4, max: 20_000, secret: true }),
    /** Of OAuth 2.0 access tokens, which are not taken here. */
    providerId: optional(text({ min: 4, max: 2048 })),
    ...sts.sessionPolicyMembers,
    durationSeconds: optional(integer(900, 43_200)),
  }),
  output: struct({
    credentials: sts.credentials,
    subjectFromWebIdentityToken: anyText,
    assumedRoleUser: struct({ assumedRoleId: anyText, arn: anyText }),
    packedPolicySize: sts.packedPolicySize,
    provider: anyText,
    audience: anyText,
    sourceIdentity: optional(anyText),
  }),
  // What the token says of its issuer is not believed yet: it only tells whom to ask.
  locate: async ({ tx, input, ports, settings }) => {
    const issuer = issuerOf(ports.webIdentities.read(input.webIdentityToken));
    const name = issuer && providerNameOf(issuer, settings);
    const target = await locateFederatedTarget(tx, input.roleArn, "oidc", name);
    const provider = target.provider?.provider;
    return { ...target, issuer, settings: provider && (await oidcSettings(tx, provider)) };
  },
  // The token is the proof, and the role's trust policy the permission: `prove` and `run` judge by both.
  permissions: () => [],
  prove: async (scope) => {
    const { input, found, ports, now, trail } = scope;
    await chargeFederated(scope);
    if (input.providerId !== undefined) throw noAccessTokens();
    if (found.issuer === undefined) throw faults.malformed();
    const { settings } = found;
    const provider = found.provider?.provider;
    if (provider === undefined || settings?.url !== found.issuer) throw noProvider(found.issuer);
    const verified = await ports.webIdentities.verify(input.webIdentityToken, settings.url);
    if ("fault" in verified) throw faults[verified.fault]();
    const who = readWebIdentity(verified.claims, provider, settings, now);
    trail.federated = describeWebIdentity(who, provider);
    const identity = { ...who.identity, sessionName: input.roleSessionName };
    return { ...(await proveFederated(scope, identity)), who, provider };
  },
  prepare: async (scope) => issueFederated(scope),
  run: async (scope) => {
    const { who, provider } = scope.proof;
    return {
      ...(await admitFederated(scope)),
      subjectFromWebIdentityToken: who.subject,
      provider: providerArn(provider) as string,
      audience: who.audience,
    };
  },
  record: {
    request: ["roleArn", "roleSessionName", "durationSeconds", "policyArns"],
    response: [
      "credentials",
      "subjectFromWebIdentityToken",
      "assumedRoleUser",
      "packedPolicySize",
      "provider",
      "audience",
      "sourceIdentity",
    ],
  },
});

function issuerOf(claims: TokenClaims | undefined): string | undefined {
  const issuer = claims?.["iss"];
  return typeof issuer === "string" && issuer.length <= 255 ? issuer : undefined;
}

/** Said of every account alike, of those that are not there too. */
const noProvider = (issuer: string) =>
  refusals.invalidIdentityToken(`No OpenIDConnect provider found in your account for ${issuer}`);

const noAccessTokens = () =>
  new IamError(
    "InvalidParameterValue",
    "ProviderId is for OAuth 2.0 access tokens, which are not taken here: leave it out and send an ID token.",
  );

const faults: Readonly<Record<TokenFault, () => IamError>> = {
  malformed: () =>
    refusals.invalidIdentityToken(
      "The ID Token provided is not a valid JWT. (You may see this error if you sent an Access Token)",
    ),
  algorithm: () =>
    refusals.invalidIdentityToken(
      "The token is signed in a way that is not taken here: RS256, RS384, RS512, PS256, PS384, PS512, ES256, ES384 and EdDSA are.",
    ),
  // Two spaces, as AWS has them.
  unknownKey: () =>
    refusals.invalidIdentityToken(
      "Couldn't retrieve verification key from your identity provider,  please reference AssumeRoleWithWebIdentity documentation for requirements",
    ),
  signature: () => refusals.invalidIdentityToken("The signature of the token is not valid."),
  unreachable: () =>
    new IamError(
      "IDPCommunicationError",
      "The identity provider could not be asked for its keys. Try again in a moment.",
      { retryAfterSeconds: 10 },
    ),
};
