import { call } from "../../api/client.ts";

/** Whose policies are shown. */
export interface Holder {
  readonly kind: "user" | "group";
  readonly name: string;
}

/** The operations that change a holder's policies: AWS has one set for users and one for groups. */
export const change = {
  attach: ({ kind, name }: Holder, policyArn: string) =>
    kind === "user"
      ? call("AttachUserPolicy", { userName: name, policyArn })
      : call("AttachGroupPolicy", { groupName: name, policyArn }),
  detach: ({ kind, name }: Holder, policyArn: string) =>
    kind === "user"
      ? call("DetachUserPolicy", { userName: name, policyArn })
      : call("DetachGroupPolicy", { groupName: name, policyArn }),
  put: ({ kind, name }: Holder, policyName: string, policyDocument: string) =>
    kind === "user"
      ? call("PutUserPolicy", { userName: name, policyName, policyDocument })
      : call("PutGroupPolicy", { groupName: name, policyName, policyDocument }),
  delete: ({ kind, name }: Holder, policyName: string) =>
    kind === "user"
      ? call("DeleteUserPolicy", { userName: name, policyName })
      : call("DeleteGroupPolicy", { groupName: name, policyName }),
} as const;

/** The action that policies know it by. */
export function actionOf({ kind }: Holder, verb: "Attach" | "Detach" | "Put" | "Delete"): string {
  return `iam:${verb}${kind === "user" ? "User" : "Group"}Policy`;
}
