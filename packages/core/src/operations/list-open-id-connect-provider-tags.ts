import {
  locateProvider,
  onProvider,
  providerTags,
  requireOidcProvider,
} from "../identity/locate-provider.ts";
import { defineOperation } from "../operation.ts";
import { struct } from "../schema/schema.ts";
import { page, pageEnd, tags } from "./members.ts";
import { providerArn } from "./oidc-members.ts";
import { pageOf, pageRequest } from "./paging.ts";

export const listOpenIDConnectProviderTags = defineOperation({
  name: "ListOpenIDConnectProviderTags",
  kind: "aws",
  summary: "Lists an OpenID Connect provider's tags in the order in which they were set.",
  readOnly: true,
  input: struct({ openIDConnectProviderArn: providerArn, ...page }),
  output: struct({ tags, ...pageEnd }),
  locate: ({ tx, caller, input }) =>
    locateProvider(tx, caller, input.openIDConnectProviderArn, "oidc"),
  permissions: ({ found }) => onProvider(found, "iam:ListOpenIDConnectProviderTags"),
  run: async (scope) => {
    const of = providerTags(requireOidcProvider(scope.found));
    const listName = `ListOpenIDConnectProviderTags ${of.id}`;
    const rows = await scope.tx.tags.list(of, pageRequest(scope, listName));
    const { items, end } = pageOf(scope, listName, rows, ({ key }) => key.toLowerCase());
    return { tags: items, ...end };
  },
  record: { request: ["openIDConnectProviderArn"] },
});
