import { accountOf, requireAccount } from "../identity/locate.ts";
import { defineOperation } from "../operation.ts";
import { struct } from "../schema/schema.ts";
import { signedFreshFactor } from "./members.ts";

export const getFreshFactorSetting = defineOperation({
  name: "GetFreshFactorSetting",
  kind: "view",
  summary: "Which of the operations that need a fresh factor need it through a signed request too.",
  readOnly: true,
  input: struct({}),
  output: struct({ signedRequests: signedFreshFactor }),
  permissions: () => [{ action: "sallyport:GetFreshFactorSetting", resource: "*" }],
  run: async ({ tx, caller }) => {
    const account = await requireAccount(tx, accountOf(caller));
    return { signedRequests: account.signedFreshFactor };
  },
  record: { request: [] },
});
