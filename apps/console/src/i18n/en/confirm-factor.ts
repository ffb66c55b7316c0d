export const confirmFactor = {
  "confirmFactor.title": "Confirm it is you",
  "confirmFactor.text":
    "What you are about to do changes how this account is protected. Type a code of one of your MFA devices to go on.",
  "confirmFactor.code": "MFA code",
  "confirmFactor.cancel": "Cancel",
  "confirmFactor.confirm": "Confirm",
  "confirmFactor.missing": "Type the six digits that your app shows.",
  "confirmFactor.wrong": "That code is not valid.",
  "confirmFactor.used": "That code was already used. Wait for the next one.",
  "confirmFactor.usedWait.one":
    "That code was already used. Wait for the next one ({count} second).",
  "confirmFactor.usedWait.other":
    "That code was already used. Wait for the next one ({count} seconds).",
} as const;
