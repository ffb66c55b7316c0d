export const freshFactor = {
  "freshFactor.title": "Fresh MFA code by access key",
  "freshFactor.about":
    "Changing MFA devices, passwords, access keys and whom a role trusts always needs a code from the last 15 minutes in the console. This says what is asked of requests that are signed with a key.",
  "freshFactor.edit": "Edit fresh MFA code by access key",
  "freshFactor.asked": "Asked of signed requests",
  "freshFactor.own": "For one's own credentials",
  "freshFactor.ownHelp":
    "Whoever has an MFA device needs a fresh code to change their own devices, password and keys. Programs that manage other people's go on without one.",
  "freshFactor.all": "For everything that needs it in the console",
  "freshFactor.allHelp":
    "Other people's credentials and the trust of roles too. Programs of people who have an MFA device need a session that is not older than 15 minutes.",
  "freshFactor.none": "Never, as at AWS",
  "freshFactor.noneHelp":
    "An access key alone may do what its policies allow. The console asks as before.",
  "freshFactor.noneOfRoot": "Only the root user can choose this.",
  "freshFactor.confirmTitle": "Ask no signed request for a fresh code?",
  "freshFactor.lift": "Stop asking",
  "freshFactor.warning":
    "A stolen access key can then take over its owner: whoever has it may remove the MFA device and set a new password, if the owner's policies allow that. Policies with aws:MultiFactorAuthPresent still hold.",
  "freshFactor.word": "lift",
  "freshFactor.saved": "Saved. It holds for the next signed request.",
} as const;
