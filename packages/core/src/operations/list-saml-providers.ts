import { providerArn } from "../caller.ts";
import { accountOf } from "../identity/locate.ts";
import { defineOperation } from "../operation.ts";
import { list, optional, struct, timestamp } from "../schema/schema.ts";
import { anyText } from "./members.ts";

export const listSAMLProviders = defineOperation({
  name: "ListSAMLProviders",
  kind: "aws",
  summary: "Lists the account's SAML identity providers, all at once.",
  readOnly: true,
  input: struct({}),
  output: struct({
    sAMLProviderList: list(
      struct({ arn: anyText, validUntil: optional(timestamp), createDate: timestamp }),
    ),
  }),
  permissions: () => [{ action: "iam:ListSAMLProviders", resource: "*" }],
  run: async ({ tx, caller }) => {
    const accountId = accountOf(caller);
    const trusts = await tx.samlProviders.listTrust(accountId);
    const ends = new Map(trusts.map(({ providerId, validUntil }) => [providerId, validUntil]));
    const providers = await tx.identityProviders.list(accountId, "saml");
    return {
      sAMLProviderList: providers.map((provider) => ({
        arn: providerArn(provider),
        validUntil: ends.get(provider.providerId),
        createDate: provider.createdAt,
      })),
    };
  },
  record: { request: [] },
});
