import { boundaryOf } from "../access/boundaries.ts";
import { userHolder } from "../access/holders.ts";
import { renderBoundary } from "../access/render-policies.ts";
import { locateUserOrSelf, on, requirePerson } from "../identity/locate.ts";
import { allTags } from "../identity/set-tags.ts";
import { defineOperation } from "../operation.ts";
import { optional, struct } from "../schema/schema.ts";
import { user, userName } from "./members.ts";
import { renderUser } from "./render.ts";

export const getUser = defineOperation({
  name: "GetUser",
  kind: "aws",
  summary: "Shows a user, or the caller where none is named.",
  readOnly: true,
  input: struct({ userName: optional(userName) }),
  output: struct({ user }),
  locate: ({ tx, caller, input }) => locateUserOrSelf(tx, caller, input.userName),
  permissions: ({ found }) => on(found, "iam:GetUser"),
  run: async ({ tx, found }) => {
    const person = requirePerson(found);
    const tags = await allTags(tx, {
      accountId: person.accountId,
      kind: "user",
      id: person.personId,
    });
    const boundary = await boundaryOf(tx, userHolder(person));
    return { user: { ...renderUser(person, tags), ...renderBoundary(boundary) } };
  },
  record: { request: ["userName"] },
});
