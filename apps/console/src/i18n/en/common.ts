/** Words that more than one page uses. */
export const common = {
  "action.add": "Add",
  "action.cancel": "Cancel",
  "action.close": "Close",
  "action.copy": "Copy",
  "action.create": "Create",
  "action.delete": "Delete",
  "action.dismiss": "Dismiss",
  "action.edit": "Edit",
  "action.manage": "Manage",
  "action.next": "Next",
  "action.previous": "Previous",
  "action.remove": "Remove",
  "action.reload": "Try again",
  "action.refresh": "Refresh",
  "action.save": "Save changes",
  "action.downloadCsv": "Download .csv",

  "copy.label": "Copy {what}",
  "copy.done": "Copied",
  "copy.failed": "The browser did not allow copying. Select the text and copy it by hand.",

  "secret.show": "Show",
  "secret.hide": "Hide",

  "confirm.type": "To confirm, type {word}",
  "confirm.mismatch": "This is not what stands above.",

  "error.title": "That did not work",
  "error.unexpected": "Something went wrong in the console.",
  "error.network": "Sallyport did not answer. Check your connection, then try again.",
  "error.unexpectedAnswer":
    "Something between you and Sallyport answered with status {status}. Try again.",
  "error.requestId": "Request ID {requestId}",
  "error.retryAfter.one": "Try again in {count} second.",
  "error.retryAfter.other": "Try again in {count} seconds.",
  "error.factorNeeded":
    "This needs a fresh MFA code. Start it again when you have your device at hand.",
  "error.mfaWouldHelp": "Your policies allow this once you have signed in with MFA.",

  "loading.page": "Loading",
  "loading.content": "Loading…",

  "state.none": "None",
  "state.never": "Never",
  "state.enabled": "Enabled",
  "state.disabled": "Disabled",
  "state.notAssigned": "Not assigned",
  "state.root": "Root user",

  "age.justNow": "Just now",
  "age.today": "Today",
  "age.days.one": "{count} day",
  "age.days.other": "{count} days",

  "mfaKind.none": "None",
  "mfaKind.virtual": "Virtual",
} as const;
