// What the sign-in page says after something else was finished. A link can only choose among these texts.

export const notices = {
  created: "The account was created. Sign in with its root user.",
  expired: "This sign-in has expired or was ended. Start again.",
  cancelled: "The sign-in was cancelled.",
  resynced:
    "Your device is in sync with our servers again. Sign in with your password and a fresh code from it.",
  password: "The new password is set. Sign in with it.",
  assignedLate:
    "The device is assigned, but its codes came late, so they do not count as a sign-in. Sign in with your password and a fresh code from it.",
  link: "This link is incomplete. Open it from the mail again.",
} as const;

export type Notice = keyof typeof notices;

export function noticeText(name: string | null): string | undefined {
  return name !== null && Object.hasOwn(notices, name) ? notices[name as Notice] : undefined;
}
