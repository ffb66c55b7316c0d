import { defineOperation } from "../operation.ts";
import { knownActions } from "../policy/index.ts";
import { list, struct } from "../schema/schema.ts";
import { anyText } from "./members.ts";

export const listKnownActions = defineOperation({
  name: "ListKnownActions",
  kind: "view",
  summary: "Lists the actions that policies may name here, for a form to complete what is typed.",
  readOnly: true,
  input: struct({}),
  output: struct({ actions: list(anyText) }),
  permissions: () => [],
  run: async () => ({ actions: knownActions }),
  record: { request: [] },
});
