export const securityCredentials = {
  "credentials.rootTitle": "Your Security Credentials",
  "credentials.userTitle": "My security credentials",
  "credentials.rootIntro":
    "Use this page to manage the credentials of the account's root user. To manage those of IAM users, use the",
  "credentials.rootIntroLink": "list of users",
  "credentials.userIntro":
    "Use this page to manage your own credentials: how you prove to Sallyport that you are you.",

  "credentials.closedTitle": "MFA codes are closed for unknown browsers",
  "credentials.closedText":
    "Somebody typed too many wrong codes after your password. If that was not you, change your password first. Then open the codes again.",
  "credentials.unlock": "Open codes again",
  "credentials.unlockNeedsMfa":
    "Sign in with your MFA device first, in a browser that you have used before; or ask an administrator.",
  "credentials.unlocked": "MFA codes are accepted again.",

  "credentials.password": "Password",
  "credentials.passwordChanged": "Changed",
  "credentials.passwordUsed": "Last sign-in",
  "credentials.passwordExpires": "Expires",
  "credentials.oldPassword": "Old password",
  "credentials.newPassword": "New password",
  "credentials.retype": "Retype new password",
  "credentials.changePassword": "Change password",
  "credentials.oldMissing": "Type the password that you use now.",
  "credentials.newMissing": "Type a new password.",
  "credentials.newSame": "The new password must differ from the old one.",
  "credentials.retypeDiffers": "The two new passwords are not the same.",
  "credentials.rules": "Rules for the new password",
  "credentials.lengthSoFar.one": "{count} character",
  "credentials.lengthSoFar.other": "{count} characters",
  "credentials.passwordHint": "Your other sessions end when you change it. This one goes on.",
  "credentials.passwordDone": "Your password was changed, and your other sessions were ended.",

  "credentials.mfa": "Multi-factor authentication (MFA)",
  "credentials.mfaWhy":
    "A password can be guessed, watched or stolen. With MFA it is not enough: whoever signs in also types a code that only your device shows, and that is good for half a minute and for one use. Assign a second device as well, for the day on which the first is lost.",
  "credentials.mfaRootWhy":
    "The root user may do everything, so its sign-in should never hang on a password alone.",

  "credentials.keys": "Access keys (access key ID and secret access key)",
  "credentials.keysWhy":
    "Access keys sign the requests of programs, the AWS command line among them. They hold no second factor by themselves: keep them as carefully as a password.",
  "credentials.noKeysText": "No program can act in your name.",
  "credentials.noKeysRootText":
    "That is as it should be: nothing needs access keys of the root user.",
} as const;
