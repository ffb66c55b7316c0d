export const passwordPolicy = {
  "passwordPolicy.title": "Password policy",
  "passwordPolicy.about":
    "What is asked of the passwords of IAM users. The root user keeps the default rules, whatever is set here.",
  "passwordPolicy.edit": "Edit password policy",
  "passwordPolicy.inForce": "Password policy in force",
  "passwordPolicy.asks": "Asked of a new password",
  "passwordPolicy.default": "IAM default",
  "passwordPolicy.defaultHelp":
    "8 characters or more, with three of the four kinds: capital letters, small letters, digits, symbols. Passwords never expire.",
  "passwordPolicy.custom": "Custom",
  "passwordPolicy.customHelp": "Choose length, kinds of characters, expiry and reuse yourself.",
  "passwordPolicy.modern": "Modern (recommended)",
  "passwordPolicy.modernHelp":
    "15 characters or more, or 8 beside an MFA device. No kinds of characters are asked and passwords never expire: both make people choose worse ones (NIST SP 800-63B-4).",
  "passwordPolicy.recommendation":
    "Recommended are the modern rules: long passwords and MFA in place of kinds of characters and expiry.",
  "passwordPolicy.expiry": "Expiry",
  "passwordPolicy.neverExpire": "Passwords never expire",
  "passwordPolicy.expire": "After {days} days a new password is asked for at sign-in",
  "passwordPolicy.expireHard": "After {days} days only an administrator can set a new password",

  "passwordPolicy.usersChangeOwn": "Users change their own password",
  "passwordPolicy.yes": "Yes",
  "passwordPolicy.no": "No, unless a policy of theirs allows it",

  "passwordPolicy.minimumLength": "Password minimum length",
  "passwordPolicy.strength": "Password strength",
  "passwordPolicy.uppercase": "Require at least one uppercase letter from the Latin alphabet (A-Z)",
  "passwordPolicy.lowercase": "Require at least one lowercase letter from the Latin alphabet (a-z)",
  "passwordPolicy.number": "Require at least one number",
  "passwordPolicy.symbol":
    "Require at least one non-alphanumeric character, such as ! @ # $ % ^ & * ( ) _ + - =",
  "passwordPolicy.other": "Other requirements",
  "passwordPolicy.expires": "Turn on password expiration",
  "passwordPolicy.maxAge": "Expire passwords after so many days",
  "passwordPolicy.hardExpiry": "Password expiration requires administrator reset",
  "passwordPolicy.changeOwn": "Allow users to change their own password",
  "passwordPolicy.preventsReuse": "Prevent password reuse",
  "passwordPolicy.remembered": "Remember so many passwords",
  "passwordPolicy.between": "From {min} to {max}.",
  "passwordPolicy.outOfBounds": "Type a whole number from {min} to {max}.",

  "passwordPolicy.defaultConfirm": "Set the IAM default password policy?",
  "passwordPolicy.defaultSet": "Set default",
  "passwordPolicy.defaultConfirmText":
    "The present policy is deleted. The default rules hold from the next change of a password; passwords that expired are good again.",
  "passwordPolicy.defaultDone": "The IAM default password policy is in force.",
  "passwordPolicy.customConfirm": "Set a custom password policy?",
  "passwordPolicy.customSet": "Set custom",
  "passwordPolicy.customConfirmText":
    "Length, kinds and reuse hold from the next change of a password. Passwords that people have now stay as they are.",
  "passwordPolicy.customDone": "The custom password policy is in force.",
  "passwordPolicy.modernConfirm": "Set the modern password rules?",
  "passwordPolicy.modernSet": "Set modern",
  "passwordPolicy.modernConfirmText":
    "The present policy is replaced. The rules hold from the next change of a password; passwords that expired are good again. Programs that ask for the policy are told a minimum of 15 characters.",
  "passwordPolicy.modernDone": "The modern password rules are in force.",
  "passwordPolicy.old":
    "Passwords older than {days} days expire at once: their owners choose a new one at their next sign-in.",
  "passwordPolicy.oldHard":
    "Passwords older than {days} days expire at once, and only an administrator can set new ones. Make sure that somebody can: the root user's password never expires.",

  "passwordExpiry.soon": "Your password expires on {date}.",
  "passwordExpiry.soonHard":
    "Your password expires on {date}. After that only an administrator can set a new one.",
  "passwordExpiry.past": "Your password has expired. You choose a new one at your next sign-in.",
  "passwordExpiry.pastHard":
    "Your password has expired. Change it now: after this session only an administrator can set a new one.",
  "passwordExpiry.change": "Change password",
} as const;
