import { IamError, refusals } from "../errors.ts";
import {
  administratorAccess,
  administrators,
  makeAdministrators,
} from "../identity/administrators.ts";
import { insertUser, newUserPermissions } from "../identity/insert-user.ts";
import { accountOf, type LocatedGroup, locateGroup, requireAccount } from "../identity/locate.ts";
import { userDemands } from "../identity/password-demands.ts";
import { checkPassword, generatePassword } from "../identity/password-rules.ts";
import { decidesOnMfa } from "../identity/requirement-groups.ts";
import { setPassword } from "../identity/set-password.ts";
import { signInUrl } from "../identity/sign-in-url.ts";
import { type Arn, arns } from "../names.ts";
import { defineOperation, type Permission } from "../operation.ts";
import { boolean, list, optional, struct } from "../schema/schema.ts";
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
  locate: async ({ tx, caller, input }) => {
    const account = await requireAccount(tx, accountOf(caller));
    const groups: LocatedGroup[] = [];
    const onMfa: Permission[] = [];
    for (const name of groupsOf(input)) {
      const group = await locateGroup(tx, caller, name);
      groups.push(group);
      onMfa.push(...(await decidesOnMfa(tx, group)));
    }
    const demands = await userDemands(tx, account, { name: input.userName });
    return { account, groups, onMfa, demands };
  },
  permissions: ({ caller, input, found }) => {
    const userArn = arns.user(accountOf(caller), input.path ?? "/", input.userName);
    const managers = found.groups.find(({ name }) => name === administrators);
    const makesManagers = input.createAdministrators && managers?.group === undefined;
    return [
      ...newUserPermissions(accountOf(caller), input),
      ...(input.consoleAccess
        ? [{ action: "iam:CreateLoginProfile", resource: userArn } as const]
        : []),
      ...(managers && makesManagers ? makingAdministrators(managers.arn) : []),
      ...found.groups.map(({ arn }) => ({ action: "iam:AddUserToGroup", resource: arn }) as const),
      ...found.onMfa.slice(0, 1),
    ];
  },
  prepare: async ({ input, found, ports, context }) => {
    const access = input.consoleAccess;
    if (access === undefined) return undefined;
    const { demands } = found;
    if (access.password !== undefined) {
      checkPassword({
        password: access.password,
        demands,
        field: "consoleAccess.password",
      });
    }
    const generated =
      access.password === undefined ? generatePassword(ports.random, demands.rules) : undefined;
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
    if (input.createAdministrators) await makeAdministrators(scope);
    for (const name of groupsOf(input)) {
      const group = await tx.groups.find(person.accountId, name);
      if (group === undefined) {
        const message = refusals.noSuchGroup(name).message;
        throw new IamError("NoSuchEntity", message, { fields: [{ name: "groupNames", message }] });
      }
      await tx.groups.addMember(person.accountId, group.groupId, person.personId);
    }
    const { groupsPerUser } = settings.quotas;
    if ((await tx.groups.countOf(person)) > groupsPerUser)
      throw refusals.overQuota("GroupsPerUser", groupsPerUser);
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

/** Whoever may not attach the policy cannot have it by this way either. */
function makingAdministrators(resource: Arn): readonly Permission[] {
  return [
    { action: "iam:CreateGroup", resource },
    {
      action: "iam:AttachGroupPolicy",
      resource,
      keys: { "iam:PolicyARN": administratorAccess },
    },
  ];
}

/** As asked for, and the managers' where it is to be made when missing. */
function groupsOf(input: {
  readonly groupNames?: readonly string[] | undefined;
  readonly createAdministrators?: boolean | undefined;
}): ReadonlySet<string> {
  return new Set([
    ...(input.groupNames ?? []),
    ...(input.createAdministrators ? [administrators] : []),
  ]);
}
