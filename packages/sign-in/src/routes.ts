import type { Form } from "./form.ts";
import { paths } from "./paths.ts";
import { showCode, submitCode } from "./screens/code.ts";
import { assignDevice, showEnrolment, showSeed, skipEnrolment } from "./screens/enrolment.ts";
import { showEnrolmentCode, submitEnrolmentCode } from "./screens/enrolment-code.ts";
import { requestReset, showForgot } from "./screens/forgot.ts";
import {
  confirmRecovery,
  openRecoverLink,
  openResetLink,
  resetPassword,
  showConfirmRecovery,
  showReset,
} from "./screens/mailed-links.ts";
import { changePassword, showNewPassword } from "./screens/new-password.ts";
import { showPasswordExpired } from "./screens/password-expired.ts";
import { continueRecovery, sendRecoveryMail, showRecovery } from "./screens/recovery.ts";
import { createAccount, showSetUp } from "./screens/set-up.ts";
import {
  cancelSignIn,
  nameRoot,
  showSignIn,
  showSignInTo,
  signInRoot,
  signInUser,
} from "./screens/sign-in.ts";
import { resync, showTroubleshooting } from "./screens/troubleshoot.ts";
import { redirect, showCurrentStep, type Visit } from "./visit.ts";

export interface Route {
  readonly pattern: string;
  /** Opens a page and changes nothing. */
  readonly get: (visit: Visit) => Promise<Response>;
  readonly post?: (visit: Visit, form: Form) => Promise<Response>;
}

/** Where only a form leads: an address typed by hand, or reloaded, opens the page that has the form. */
const leadsTo =
  (path: string): Route["get"] =>
  async (visit) =>
    redirect(visit, path);

/** Every page, in the order in which addresses are matched. */
export const routes: readonly Route[] = [
  { pattern: paths.setup, get: showSetUp, post: createAccount },
  { pattern: paths.signIn, get: showSignIn },
  { pattern: paths.rootEmail, get: leadsTo(paths.signIn), post: nameRoot },
  { pattern: paths.rootPassword, get: leadsTo(paths.signIn), post: signInRoot },
  { pattern: paths.userPassword, get: leadsTo(paths.signIn), post: signInUser },

  { pattern: paths.step, get: showCurrentStep },
  { pattern: paths.code, get: showCode, post: submitCode },
  { pattern: paths.troubleshoot, get: showTroubleshooting },
  { pattern: paths.resync, get: leadsTo(paths.troubleshoot), post: resync },
  { pattern: paths.recoveryMail, get: leadsTo(paths.troubleshoot), post: sendRecoveryMail },
  { pattern: paths.continueRecovery, get: showRecovery, post: continueRecovery },
  { pattern: paths.enrolmentCode, get: showEnrolmentCode, post: submitEnrolmentCode },
  { pattern: paths.passwordExpired, get: showPasswordExpired },
  { pattern: paths.newPassword, get: showNewPassword, post: changePassword },
  { pattern: paths.enrolment, get: showEnrolment, post: assignDevice },
  { pattern: paths.showEnrolment, get: leadsTo(paths.enrolment), post: showSeed },
  { pattern: paths.skipEnrolment, get: leadsTo(paths.enrolment), post: skipEnrolment },
  { pattern: paths.cancel, get: leadsTo(paths.step), post: cancelSignIn },

  { pattern: paths.forgot, get: showForgot, post: requestReset },
  { pattern: paths.reset, get: showReset, post: resetPassword },
  { pattern: paths.confirmRecovery, get: showConfirmRecovery, post: confirmRecovery },
  { pattern: paths.resetLink, get: openResetLink },
  { pattern: paths.recoverLink, get: openRecoverLink },
  { pattern: paths.account, get: showSignInTo },
];

export interface Match {
  readonly route: Route;
  readonly params: Readonly<Record<string, string>>;
}

/** The page at a path, with what stands for each `:name` of its pattern. */
export function matchRoute(path: string): Match | undefined {
  for (const route of routes) {
    const params = matchPattern(route.pattern, path);
    if (params !== undefined) return { route, params };
  }
  return undefined;
}

function matchPattern(pattern: string, path: string): Readonly<Record<string, string>> | undefined {
  const expected = pattern.split("/");
  const actual = path.split("/");
  if (expected.length !== actual.length) return undefined;
  const params: Record<string, string> = {};
  for (const [index, part] of expected.entries()) {
    const sent = actual[index] ?? "";
    if (!part.startsWith(":")) {
      if (part !== sent) return undefined;
    } else {
      const value = decodePart(sent);
      if (value === undefined || value === "") return undefined;
      params[part.slice(1)] = value;
    }
  }
  return params;
}

function decodePart(part: string): string | undefined {
  try {
    return decodeURIComponent(part);
  } catch {
    return undefined;
  }
}
