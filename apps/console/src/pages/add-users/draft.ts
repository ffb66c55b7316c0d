import type { Input, Tag } from "../../api/types.ts";
import { areTags, areTexts, type DraftKind, isText } from "../../components/kept-draft.ts";
import {
  defaultPasswordSettings,
  type PasswordSettings,
  passwordInput,
} from "../../components/password-settings.ts";
import { withoutEmptyTags } from "../../components/tags.ts";
import { t } from "../../i18n/t.ts";

/** A user about to be created. */
export interface Draft {
  readonly userName: string;
  readonly path: string;
  readonly consoleAccess: boolean;
  readonly password: PasswordSettings;
  readonly groupNames: readonly string[];
  readonly createAdministrators: boolean;
  readonly tags: readonly Tag[];
}

export const emptyDraft: Draft = {
  userName: "",
  path: "/",
  consoleAccess: true,
  password: defaultPasswordSettings,
  groupNames: [],
  createAdministrators: false,
  tags: [],
};

export function draftInput(draft: Draft): Input<"AddUser"> {
  const tags = withoutEmptyTags(draft.tags);
  return {
    userName: draft.userName,
    ...(draft.path === "/" ? {} : { path: draft.path }),
    ...(tags.length === 0 ? {} : { tags }),
    ...(draft.groupNames.length === 0 ? {} : { groupNames: draft.groupNames }),
    ...(draft.createAdministrators ? { createAdministrators: true } : {}),
    ...(draft.consoleAccess ? { consoleAccess: passwordInput(draft.password) } : {}),
  };
}

/** What the first step can tell without asking the server, field by field. */
export function detailFaults(draft: Draft): Readonly<Partial<Record<DetailField, string>>> {
  return {
    ...userNameFault(draft.userName),
    ...(/^\/([!-~]+\/)?$/.test(draft.path) ? {} : { path: t("addUsers.pathShape") }),
    ...(draft.consoleAccess && draft.password.method === "custom" && draft.password.password === ""
      ? { "consoleAccess.password": t("password.missing") }
      : {}),
  };
}

export type DetailField = "userName" | "path" | "consoleAccess.password";
export const detailFields: readonly DetailField[] = ["userName", "path", "consoleAccess.password"];

/** At which field a refusal belongs that names none. */
export const fieldByCode = {
  EntityAlreadyExists: "userName",
  PasswordPolicyViolation: "consoleAccess.password",
} as const;

function userNameFault(userName: string): { userName?: string } {
  if (userName === "") return { userName: t("addUsers.userNameMissing") };
  return /^[\w+=,.@-]{1,64}$/.test(userName) ? {} : { userName: t("addUsers.userNameShape") };
}

/** Kept over a reload: all but the password that was typed. */
export const userDraft: DraftKind<Draft> = {
  key: "addUsers",
  empty: emptyDraft,
  withoutSecrets: (draft) => ({ ...draft, password: { ...draft.password, password: "" } }),
  hasShape: ({ userName, path, password, groupNames, tags }) =>
    [userName, path, password?.password].every(isText) && areTexts(groupNames) && areTags(tags),
};
