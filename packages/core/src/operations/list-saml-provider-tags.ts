import { locateProvider, onProvider, providerTags } from "../identity/locate-provider.ts";
import { requireSamlProvider } from "../identity/saml-provider.ts";
import { defineOperation } from "../operation.ts";
import { struct } from "../schema/schema.ts";
import { page, pageEnd, tags } from "./members.ts";
import { pageOf, pageRequest } from "./paging.ts";
import { samlProviderArn } from "./saml-provider-members.ts";

export const listSAMLProviderTags = defineOperation({
  name: "ListSAMLProviderTags",
  kind: "aws",
  summary: "Lists a SAML identity provider's tags in the order in which they were set.",
  readOnly: true,
  input: struct({ sAMLProviderArn: samlProviderArn, ...page }),
  output: struct({ tags, ...pageEnd }),
  locate: ({ tx, caller, input }) => locateProvider(tx, caller, input.sAMLProviderArn, "saml"),
  permissions: ({ found }) => onProvider(found, "iam:ListSAMLProviderTags"),
  run: async (scope) => {
    const of = providerTags(requireSamlProvider(scope.found));
    const listName = `ListSAMLProviderTags ${of.id}`;
    const rows = await scope.tx.tags.list(of, pageRequest(scope, listName));
    const { items, end } = pageOf(scope, listName, rows, ({ key }) => key.toLowerCase());
    return { tags: items, ...end };
  },
  record: { request: ["sAMLProviderArn"] },
});
