import { t } from "../i18n/t.ts";

const account = /^(?:arn:aws:iam::)?(\d{12})(?::root)?$/;
const named = /^arn:aws:(?:iam|sts)::(\d{12}):(user|role|assumed-role|federated-user)\/(.+)$/;
const gone = /^A(?:IDA|ROA)[A-Z0-9]+$/;

/** Whom a trust policy names, as people say it; what has no better name is shown as it stands. */
export function trustedWords(principal: string, accountId: string): string {
  if (principal.startsWith("not ")) {
    return t("roles.trusted.others", { who: trustedWords(principal.slice(4), accountId) });
  }
  if (principal === "*") return t("roles.trusted.everybody");
  if (gone.test(principal)) return t("roles.trusted.gone", { id: principal });
  const whole = account.exec(principal)?.[1];
  if (whole !== undefined) {
    return whole === accountId
      ? t("roles.trusted.thisAccount")
      : t("roles.trusted.account", { accountId: whole });
  }
  const [, owner = "", kind, rest = ""] = named.exec(principal) ?? [];
  if (kind !== "user" && kind !== "role") return principal;
  const who = t(`roles.trusted.${kind}`, { name: rest.slice(rest.lastIndexOf("/") + 1) });
  return owner === accountId ? who : t("roles.trusted.in", { who, accountId: owner });
}
