import { providerArn } from "../caller.ts";
import { accountOf } from "../identity/locate.ts";
import { defineOperation } from "../operation.ts";
import { list, struct } from "../schema/schema.ts";
import { anyText } from "./members.ts";

export const listOpenIDConnectProviders = defineOperation({
  name: "ListOpenIDConnectProviders",
  kind: "aws",
  summary: "Lists the account's OpenID Connect providers by name: all of them, in one answer.",
  readOnly: true,
  input: struct({}),
  output: struct({ openIDConnectProviderList: list(struct({ arn: anyText })) }),
  permissions: () => [{ action: "iam:ListOpenIDConnectProviders", resource: "*" }],
  run: async ({ tx, caller }) => ({
    openIDConnectProviderList: (await tx.identityProviders.list(accountOf(caller), "oidc")).map(
      (provider) => ({ arn: providerArn(provider) as string }),
    ),
  }),
  record: { request: [] },
});
