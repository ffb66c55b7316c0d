import { requestTagKeys } from "../access/context-keys.ts";
import { providerArn } from "../caller.ts";
import { refusals } from "../errors.ts";
import { newIds } from "../identity/ids.ts";
import { accountOf } from "../identity/locate.ts";
import { providerTags } from "../identity/locate-provider.ts";
import { requireProviderName } from "../identity/provider-url.ts";
import { setTags } from "../identity/set-tags.ts";
import { arns } from "../names.ts";
import { defineOperation } from "../operation.ts";
import type { IdentityProviderRecord } from "../records.ts";
import { optional, struct, text } from "../schema/schema.ts";
import { anyText, tags } from "./members.ts";
import {
  clientIdList,
  requireClientIds,
  requireThumbprints,
  thumbprintList,
} from "./oidc-members.ts";

export const createOpenIDConnectProvider = defineOperation({
  name: "CreateOpenIDConnectProvider",
  kind: "aws",
  summary:
    "Names an OpenID Connect issuer whose tokens may be exchanged for sessions of the roles that trust it.",
  readOnly: false,
  input: struct({
    url: text({ max: 255 }),
    clientIDList: optional(clientIdList),
    thumbprintList: optional(thumbprintList),
    tags: optional(tags),
  }),
  output: struct({ openIDConnectProviderArn: anyText, tags: optional(tags) }),
  freshFactor: true,
  permissions: ({ caller, input, settings }) => {
    const name = requireProviderName(input.url, settings);
    const resource = arns.oidcProvider(accountOf(caller), name);
    const asked = (input.tags ?? []).length > 0 ? (["iam:TagOpenIDConnectProvider"] as const) : [];
    return (["iam:CreateOpenIDConnectProvider", ...asked] as const).map((action) => ({
      action,
      resource,
      keys: requestTagKeys(input.tags),
    }));
  },
  run: async ({ tx, caller, input, settings, ports, now }) => {
    const { url, tags: set = [] } = input;
    const accountId = accountOf(caller);
    const provider: IdentityProviderRecord = {
      accountId,
      providerId: newIds.provider(ports.random),
      kind: "oidc",
      name: requireProviderName(url, settings),
      createdAt: now,
      epoch: 0,
      mfaRule: undefined,
    };
    const clientIds = requireClientIds(input.clientIDList ?? []);
    const thumbprints = requireThumbprints(input.thumbprintList ?? []);
    if (!(await tx.identityProviders.insert(provider))) throw refusals.oidcProviderExists(url);
    const { providersPerAccount } = settings.quotas;
    if ((await tx.identityProviders.list(accountId, "oidc")).length > providersPerAccount) {
      throw refusals.overQuota("OpenIdConnectProvidersPerAccount", providersPerAccount);
    }
    const { providerId } = provider;
    await tx.oidcProviders.insert({ accountId, providerId, url, clientIds, thumbprints });
    await setTags(tx, providerTags(provider), set);
    return {
      openIDConnectProviderArn: providerArn(provider) as string,
      ...(set.length > 0 && { tags: set }),
    };
  },
  record: {
    request: ["url", "clientIDList", "thumbprintList", "tags"],
    response: ["openIDConnectProviderArn", "tags"],
  },
});
