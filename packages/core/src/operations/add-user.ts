import { managersGroup } from "../authorize.ts";
import { IamError, refusals } from "../errors.ts";
import { newIds } from "../identity/ids.ts";
import { insertUser } from "../identity/insert-user.ts";
import { accountOf, requireAccount } from "../identity/locate.ts";
import { checkPassword, generatePassword } from "../identity/password-rules.ts";
import { setPassword } from "../identity/set-password.ts";
import { signInUrl } from "../identity/sign-in-url.ts";
import { arns } from "../names.ts";
import { defineOperation, type Permission, type Scope } from "../operation.ts";
import { boolean, list, optional, struct } from "../schema/schema.ts";
import type { Tx } from "../store.ts";
import { hashSource } from "../throttle/source.ts";
import { anyText, groupName, password, path, tags, user, userName64 } from "./members.ts";
import { renderUser } from "./render.ts";

export const addUser = defineOperation({
  name: "AddUser",
  kind: "console",
  summary: "Makes a user with groups, tags and a console password in one: all of it, or nothing.",
  readOnly: false,
  input: struct({
    userName: userName64,
    path: optional(path),
    tags: optional(tags),
    groupNames: optional(list(groupName, 10)),
    createAdministrators: optional(boolean),
    consoleAccess: optional(
      struct({ password: optional(password), passwordResetRequired: optional(boolean) }),
    ),
  }),
  output: struct({ user, signInUrl: anyText, password: optional(anyText) }),
  freshFactor: true,
  locate: async ({ tx, caller }) => ({ account: await requireAccount(tx, accountOf(caller)) }),
  permissions: ({ caller, input }) => {
    const accountId = accountOf(caller);
    const userArn = arns.user(accountId, input.path ?? "/", input.userName);
    const groups = (input.groupNames ?? []).map(
      (name): Permission => ({
        action: "iam:AddUserToGroup",
        resource: arns.group(accountId, "/", name),
      }),
    );
    return [
      { action: "iam:CreateUser", resource: userArn },
      ...(input.consoleAccess
        ? [{ action: "iam:CreateLoginProfile", resource: userArn } as const]
        : []),
      ...(input.createAdministrators
        ? [
            {
              action: "iam:CreateGroup",
              resource: arns.group(accountId, "/", managersGroup),
            } as const,
          ]
        : []),
      ...groups,
    ];
  },
  prepare: async ({ input, found, ports, context }) => {
    const access = input.consoleAccess;
    if (access === undefined) return undefined;
    const { account } = found;
    if (access.password !== undefined) {
      checkPassword({
        password: access.password,
        contextWords: [account.name, account.email, account.alias ?? "", input.userName],
        field: "consoleAccess.password",
      });
    }
    const generated = access.password === undefined ? generatePassword(ports.random) : undefined;
    const phc = await ports.passwords.hash(access.password ?? generated ?? "", hashSource(context));
    return { phc, generated, resetRequired: access.passwordResetRequired ?? true };
  },
  run: async (scope) => {
    const { tx, input, found, prepared, settings } = scope;
    const person = await insertUser(scope, {
      name: input.userName,
      path: input.path ?? "/",
      tags: input.tags ?? [],
    });
    if (input.createAdministrators) await makeManagersGroup(scope);
    const groupNames = new Set([
      ...(input.groupNames ?? []),
      ...(input.createAdministrators ? [managersGroup] : []),
    ]);
    if (groupNames.size > settings.quotas.groupsPerUser) {
      throw refusals.overQuota("GroupsPerUser", settings.quotas.groupsPerUser);
    }
    for (const name of groupNames) {
      const group = await tx.groups.find(person.accountId, name);
      if (group === undefined) {
        const message = refusals.noSuchGroup(name).message;
        throw new IamError("NoSuchEntity", message, { fields: [{ name: "groupNames", message }] });
      }
      await tx.groups.addMember(person.accountId, group.groupId, person.personId);
    }
    if (prepared !== undefined) await setPassword(scope, person, prepared);
    return {
      user: renderUser(person, input.tags),
      signInUrl: signInUrl(settings, found.account),
      ...(prepared?.generated !== undefined && { password: prepared.generated }),
    };
  },
  record: {
    request: ["userName", "path", "tags", "groupNames", "createAdministrators"],
    response: ["user"],
  },
});

/** Made when missing; an existing one is used as it is. */
async function makeManagersGroup({
  tx,
  caller,
  ports,
  now,
}: Scope<unknown> & { readonly tx: Tx }): Promise<void> {
  const accountId = accountOf(caller);
  if ((await tx.groups.find(accountId, managersGroup)) !== undefined) return;
  await tx.groups.insert({
    accountId,
    groupId: newIds.group(ports.random),
    name: managersGroup,
    path: "/",
    createdAt: now,
  });
}
