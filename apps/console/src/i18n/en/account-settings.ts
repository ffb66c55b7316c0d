export const accountSettings = {
  "accountSettings.title": "Account settings",
  "accountSettings.account": "Account",
  "accountSettings.id": "Account ID",
  "accountSettings.idHelp":
    "Twelve digits that never change. They are a part of every ARN of this account.",
  "accountSettings.alias": "Account alias",
  "accountSettings.aliasHelp": "A name to use in the sign-in address in place of the account ID.",
  "accountSettings.noAlias": "None",
  "accountSettings.signInUrl": "Sign-in URL for IAM users in this account",
  "accountSettings.signInUrlHelp": "Give it to your IAM users: it fills in the account for them.",
  "accountSettings.createAlias": "Create account alias",
  "accountSettings.editAlias": "Edit account alias",
  "accountSettings.deleteAlias": "Delete account alias",
  "accountSettings.aliasLabel": "Account alias",
  "accountSettings.aliasConstraint":
    "3 to 63 lower-case letters, digits and hyphens; no hyphen at either end, no two in a row.",
  "accountSettings.newUrl": "IAM users will sign in at {url}",
  "accountSettings.oldUrlWarning":
    "Addresses with the alias {alias} stop working at once, for anyone who kept one.",
  "accountSettings.save": "Save alias",
  "accountSettings.saved": "The account alias is now {alias}.",
  "accountSettings.deleteTitle": "Delete the account alias {alias}?",
  "accountSettings.deleteText":
    "Sign-in addresses with the alias stop working at once; those with the account ID go on working. Another account may take the name.",
  "accountSettings.deleted": "The account alias {alias} was deleted.",
} as const;
