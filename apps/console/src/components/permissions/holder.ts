import { call } from "../../api/client.ts";

/** Whose policies are shown. */
export interface Holder {
  readonly kind: "user" | "group" | "role";
  readonly name: string;
}

/** The operations that change a holder's policies: AWS has one set for users, one for groups and one for roles. */
interface Changes {
  readonly attach: (name: string, policyArn: string) => Promise<unknown>;
  readonly detach: (name: string, policyArn: string) => Promise<unknown>;
  readonly put: (name: string, policyName: string, policyDocument: string) => Promise<unknown>;
  readonly delete: (name: string, policyName: string) => Promise<unknown>;
}

const changes: Readonly<Record<Holder["kind"], Changes>> = {
  user: {
    attach: (userName, policyArn) => call("AttachUserPolicy", { userName, policyArn }),
    detach: (userName, policyArn) => call("DetachUserPolicy", { userName, policyArn }),
    put: (userName, policyName, policyDocument) =>
      call("PutUserPolicy", { userName, policyName, policyDocument }),
    delete: (userName, policyName) => call("DeleteUserPolicy", { userName, policyName }),
  },
  group: {
    attach: (groupName, policyArn) => call("AttachGroupPolicy", { groupName, policyArn }),
    detach: (groupName, policyArn) => call("DetachGroupPolicy", { groupName, policyArn }),
    put: (groupName, policyName, policyDocument) =>
      call("PutGroupPolicy", { groupName, policyName, policyDocument }),
    delete: (groupName, policyName) => call("DeleteGroupPolicy", { groupName, policyName }),
  },
  role: {
    attach: (roleName, policyArn) => call("AttachRolePolicy", { roleName, policyArn }),
    detach: (roleName, policyArn) => call("DetachRolePolicy", { roleName, policyArn }),
    put: (roleName, policyName, policyDocument) =>
      call("PutRolePolicy", { roleName, policyName, policyDocument }),
    delete: (roleName, policyName) => call("DeleteRolePolicy", { roleName, policyName }),
  },
};

export const change = {
  attach: ({ kind, name }: Holder, policyArn: string) => changes[kind].attach(name, policyArn),
  detach: ({ kind, name }: Holder, policyArn: string) => changes[kind].detach(name, policyArn),
  put: ({ kind, name }: Holder, policyName: string, policyDocument: string) =>
    changes[kind].put(name, policyName, policyDocument),
  delete: ({ kind, name }: Holder, policyName: string) => changes[kind].delete(name, policyName),
} as const;

const kinds = { user: "User", group: "Group", role: "Role" } as const;

/** The action that policies know it by. */
export function actionOf({ kind }: Holder, verb: "Attach" | "Detach" | "Put" | "Delete"): string {
  return `iam:${verb}${kinds[kind]}Policy`;
}
