/** The MFA wizard, the table of devices, and everything that asks for codes. */
export const mfa = {
  "mfa.manage": "Manage MFA device",
  "mfa.dismiss": "Dismiss",

  "mfa.overview.intro": "This MFA device is assigned to {owner}.",
  "mfa.overview.introSeveral":
    "These MFA devices are assigned to {owner}. Choose one to remove it or to resync it.",
  "mfa.overview.you": "you",
  "mfa.overview.another": "Assign another",

  "mfa.choose.intro": "Choose the type of MFA device to assign:",
  "mfa.choose.virtual": "Virtual MFA device",
  "mfa.choose.virtualHelp":
    "An authenticator app on your phone or computer that shows a new code every 30 seconds.",
  "mfa.choose.passkey": "Passkey or security key",
  "mfa.choose.hardware": "Hardware TOTP token",
  "mfa.choose.notYet": "Not available yet",
  "mfa.choose.name": "Device name",
  "mfa.choose.nameHelp":
    "Letters, digits and + = , . @ _ - . It becomes part of the device's serial number and cannot be changed later.",
  "mfa.choose.nameMissing": "Type a name for the device.",
  "mfa.choose.nameCharacters": "A device name has only letters, digits and + = , . @ _ - .",
  "mfa.choose.nameTaken":
    "A device of this name exists already in this account. Choose another name.",
  "mfa.choose.continue": "Continue",

  "mfa.setUp.title": "Set up virtual MFA device",
  "mfa.setUp.install": "Install a compatible app on your mobile device or computer",
  "mfa.setUp.seeList": "See a",
  "mfa.setUp.list": "list of compatible applications",
  "mfa.setUp.scan": "Use your virtual MFA app and your device's camera to scan the QR code",
  "mfa.setUp.showQr": "Show QR code",
  "mfa.setUp.qrHint": "Make sure that nobody else can see your screen.",
  "mfa.setUp.qrCode": "QR code",
  "mfa.setUp.qrShown": "The QR code is shown. Scan it with your app.",
  "mfa.setUp.alternatively": "Alternatively, you can type the secret key.",
  "mfa.setUp.showKey": "Show secret key",
  "mfa.setUp.key": "Secret key",
  "mfa.setUp.keyHelp":
    'Type it into your app, with or without the spaces. Choose "time-based" if the app asks.',
  "mfa.setUp.codes": "Type two consecutive MFA codes below",
  "mfa.setUp.codesHelp":
    "Type the code that your app shows now, wait for the next one, and type that too. Then send both without delay.",
  "mfa.setUp.assign": "Assign MFA",
  "mfa.setUp.expired": "This set-up expired, start again",
  "mfa.setUp.expiredText":
    "For your safety a set-up is good for 15 minutes and for a limited number of attempts. What you scanned is of no use any more: delete that entry from your app.",
  "mfa.setUp.startAgain": "Start again",

  "mfa.apps.title": "Compatible applications",
  "mfa.apps.own": "Sallyport Authenticator",
  "mfa.apps.ownHelp": "runs in the browser of your phone or computer, nothing to install",
  "mfa.apps.phone": "Android and iPhone",
  "mfa.apps.phoneList":
    "Google Authenticator, Microsoft Authenticator, 2FAS, Ente Auth, FreeOTP, Aegis Authenticator (Android)",
  "mfa.apps.computer": "Windows, macOS and Linux",
  "mfa.apps.computerList": "KeePassXC, Ente Auth, GNOME Authenticator (Linux)",
  "mfa.apps.any":
    "Any other app that shows time-based codes (TOTP, RFC 6238) works as well. All of these are free.",
  "mfa.apps.hide": "Hide the list",

  "mfa.code1": "MFA code 1",
  "mfa.code2": "MFA code 2",
  "mfa.ring.next": "Next code in {seconds} s",
  "mfa.ring.changed": "Your app shows a new code now. Type it as MFA code 2.",

  "mfa.fault.missingFirst": "Type the six digits that your app shows.",
  "mfa.fault.missingSecond": "Wait for the next code in your app, then type its six digits.",
  "mfa.fault.identical": "This is the same code twice. Wait until your app shows the next one.",
  "mfa.fault.reversed": "The two codes are in reverse order: the earlier one goes first.",
  "mfa.fault.notConsecutive":
    "These codes do not follow one another. Type the code that your app shows right after the first.",
  "mfa.fault.unknown":
    "These are not codes of this device. Check that your app shows the entry that you have just scanned.",
  "mfa.fault.unknownResync":
    "These are not two codes of {device}, one right after the other. Check the entry in your app, then wait for two new codes.",
  "mfa.fault.used": "One of these codes was already used. Wait for the next two.",
  "mfa.fault.wrong": "These codes are not valid. Wait for two new ones and try again.",

  "mfa.assigned.title": "You have successfully assigned virtual MFA",
  "mfa.assigned.text": "This virtual MFA will be required during sign-in.",
  "mfa.assigned.upgraded": "You are now signed in with MFA. Your other sessions were ended.",
  "mfa.assigned.signInAgain": "To use what asks for MFA, sign in again with a code of this device.",
  "mfa.assigned.signInAgainButton": "Sign in again",
  "mfa.assigned.outOfSync": "This device is out of sync",
  "mfa.assigned.outOfSyncText":
    "Its codes are {offset}. Either they were sent late or the clock of the device is off. Resync it with two fresh codes, so that sign-in does not refuse them.",
  "mfa.assigned.resyncNow": "Resync now",

  "mfa.offset.behind": "about {duration} behind",
  "mfa.offset.ahead": "about {duration} ahead",
  "mfa.offset.none": "on time",

  "mfa.resync.title": "Resync MFA device",
  "mfa.resync.intro":
    "Type two fresh codes of {device}, one after the other. Sallyport measures the clock of the device by them.",
  "mfa.resync.button": "Resync",
  "mfa.resync.done": "The device is in sync again",
  "mfa.resync.doneText": "Sign-in takes codes of {device} again from about a minute from now.",
  "mfa.resync.doneDrift": "Its clock is {offset}; that is taken into account from now on.",

  "mfa.remove.title": "Remove MFA device",
  "mfa.remove.question": "Remove {device} from {owner}?",
  "mfa.remove.you": "your own sign-in",
  "mfa.remove.last":
    "This is the last MFA device. From then on the password alone is enough to sign in: nobody asks for a code any more.",
  "mfa.remove.other":
    "Codes of this device are refused from then on. The other devices stay as they are.",
  "mfa.remove.appEntry":
    "The entry in the app is of no use afterwards and cannot be assigned again. Delete it there.",
  "mfa.remove.button": "Remove",
  "mfa.remove.done": "MFA device {device} was removed.",

  "mfa.table.label": "MFA devices",
  "mfa.table.select": "Select {device}",
  "mfa.table.selection": "Selected MFA device",
  "mfa.table.device": "Device",
  "mfa.table.kind": "Type",
  "mfa.table.serial": "Serial number",
  "mfa.table.assigned": "Assigned on",
  "mfa.table.lastUsed": "Last used",
  "mfa.table.drift": "Clock drift",
  "mfa.table.status": "Status",
  "mfa.table.empty": "No MFA devices",
  "mfa.table.emptyText": "Assign an MFA device to improve the security of your account.",
  "mfa.table.copySerial": "serial number",
  "mfa.table.selectFirst": "Select a device first.",
  "mfa.table.full": "All {quota} devices that are allowed are assigned. Remove one first.",
  "mfa.table.activate": "Activate MFA",
  "mfa.status.inSync": "In sync",
  "mfa.status.outOfSync": "Out of sync",
} as const;
