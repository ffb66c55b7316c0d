export const shell = {
  "product.name": "Sallyport",

  "nav.title": "Identity and Access Management (IAM)",
  "nav.breadcrumbRoot": "IAM",
  "nav.dashboard": "Dashboard",
  "nav.accessManagement": "Access management",
  "nav.groups": "User groups",
  "nav.users": "Users",
  "nav.roles": "Roles",
  "nav.policies": "Policies",
  "nav.identityProviders": "Identity providers",
  "nav.policySimulator": "Policy simulator",
  "nav.accountSettings": "Account settings",
  "nav.accessReports": "Access reports",
  "nav.credentialReport": "Credential report",
  "nav.eventHistory": "Event history",

  "landmark.notifications": "Notifications",
  "landmark.navigation": "Side navigation",
  "landmark.openNavigation": "Open side navigation",
  "landmark.closeNavigation": "Close side navigation",
  "landmark.breadcrumbs": "Breadcrumbs",
  "landmark.skip": "Skip to content",

  "menu.myAccount": "My Account",
  "menu.mySecurityCredentials": "My Security Credentials",
  "menu.signOut": "Sign Out",
  "menu.accountId": "Account ID: {accountId}",

  "theme.label": "Appearance",
  "theme.system": "Like the system",
  "theme.light": "Light",
  "theme.dark": "Dark",

  "rootAdvice.title": "You are signed in as the root user",
  "rootAdvice.text":
    "The root user may do everything in this account, and nothing can restrict it. For everyday work, use an IAM user that has only the permissions it needs, and keep the root user for the few tasks that ask for it.",
  "rootAdvice.mfa": "Whichever you use: protect it with multi-factor authentication (MFA).",
  "rootAdvice.dontShow": "Don't show this again",
  "rootAdvice.continue": "Continue to Security Credentials",
  "rootAdvice.users": "Get started with IAM users",

  "session.warnTitle": "Are you still there?",
  "session.warnAbsoluteTitle": "Your session ends soon",
  "session.warnIdle":
    "To keep your account safe, you are signed out after a time without activity. What you have typed is kept if you stay.",
  "session.warnAbsolute":
    "A session has a longest time, and yours ends soon. Save what you are doing, then sign in again.",
  "session.left": "Signed out in",
  "session.stay": "Stay signed in",
  "session.understood": "Go on working",
  "session.endedTitle": "You have been signed out",
  "session.endedText":
    "Your session has ended. This page stays as it is, so that you can still read and copy what you typed; nothing more can be saved from it.",
  "session.signInAgain": "Sign in again",
  "session.keepReading": "Keep reading this page",
  "session.endedFlash": "Your session has ended, so nothing on this page can be saved.",

  "notFound.title": "Page not found",
  "notFound.nothing": "Nothing here",
  "notFound.text":
    "There is nothing at this address in the console. What you look for may have been renamed or deleted.",
  "notFound.toDashboard": "Go to the dashboard",

  "crash.title": "This page has stopped working",
  "crash.text":
    "An error in the console itself stopped it. Nothing was changed on the server by that. Reload the page to go on.",
  "crash.reload": "Reload the page",
} as const;
