// Every address of set-up and sign-in. An account's alias may be any word, so that only `/signin/<account>` has two parts:
// no alias can ever stand in the way of a page.

export const paths = {
  setup: "/setup",
  signIn: "/signin",
  rootEmail: "/signin/root/email",
  rootPassword: "/signin/root/password",
  userPassword: "/signin/user/password",

  /** Leads to the page of the step that the sign-in has come to. */
  step: "/signin/step/now",
  code: "/signin/step/code",
  troubleshoot: "/signin/step/troubleshoot",
  resync: "/signin/step/resync",
  recoveryMail: "/signin/step/recovery",
  continueRecovery: "/signin/step/continue",
  enrolmentCode: "/signin/step/enrolment-code",
  passwordExpired: "/signin/step/password-expired",
  newPassword: "/signin/step/new-password",
  enrolment: "/signin/step/device",
  showEnrolment: "/signin/step/device/show",
  skipEnrolment: "/signin/step/device/skip",
  cancel: "/signin/step/cancel",

  forgot: "/signin/password/forgot",
  reset: "/signin/password/reset",
  confirmRecovery: "/signin/recover/confirm",

  /** Mailed; `:token` is the link's secret and appears in no log and on no page. */
  resetLink: "/signin/reset/:token",
  recoverLink: "/signin/recover/:token",

  account: "/signin/:account",
  asset: "/signin/assets/:file",
} as const;

/** Where a finished sign-in leads when nothing else was asked for. */
export const consolePath = "/console/";

export function signInPath(options: {
  readonly notice?: string | undefined;
  readonly returnTo?: string | undefined;
}): string {
  const query = new URLSearchParams();
  if (options.notice !== undefined) query.set("notice", options.notice);
  if (options.returnTo !== undefined && options.returnTo !== consolePath)
    query.set("return", options.returnTo);
  return query.size === 0 ? paths.signIn : `${paths.signIn}?${query}`;
}
