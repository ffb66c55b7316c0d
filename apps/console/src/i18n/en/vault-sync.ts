export const vaultSync = {
  "sync.title": "Authenticator sync",
  "sync.why":
    "The authenticators on your own devices can keep their accounts in step through this server. It stores the sealed vault and nothing that opens it: the passphrase and the passkey stay on your devices, so neither Sallyport nor its administrators can read what is in it.",
  "sync.off": "Sync is off",
  "sync.offText":
    "Each authenticator keeps to itself. To turn it on, pair one device here, and then the others.",
  "sync.noAuthenticator":
    "This server has no authenticator of its own, so there is nothing to sync. Whoever runs it can set SALLYPORT_AUTHENTICATOR_URL.",
  "sync.turnOn": "Turn on",
  "sync.turnOff": "Turn off",
  "sync.pair": "Pair a device",
  "sync.full": "All {count} devices that are allowed are paired. Remove one first.",
  "sync.open": "A pairing code that you asked for is good until {time}. A new one makes it void.",

  "sync.devices": "Paired devices",
  "sync.device": "Device",
  "sync.paired": "Paired",
  "sync.lastSync": "Last sync",
  "sync.notYet": "Not yet",
  "sync.expired": "Away for half a year: to sync again it must be paired anew.",
  "sync.noDevice": "No device is paired. The stored vault is there for the next one.",
  "sync.selection": "Select a device",
  "sync.select": "Select {device}, paired {time}",
  "sync.selectFirst": "Select a device first.",
  "sync.stored": "The stored vault has {size} and was last changed {ago}.",
  "sync.nothingStored": "No vault is stored yet: the first device that syncs stores its own.",
  "sync.kilobytes": "{count} KB",

  "sync.pairing.title": "Pair a device",
  "sync.pairing.first": "On the device, open {app} and go to Settings, Sync, Connect this device.",
  "sync.pairing.app": "the authenticator",
  "sync.pairing.second": "Scan this picture there, or type the code.",
  "sync.pairing.qr": "QR code with the pairing code",
  "sync.pairing.code": "Pairing code",
  "sync.pairing.once":
    "Show it to nobody: whoever uses it first gets the sealed vault, and can then try passphrases on it without limit.",
  "sync.pairing.waiting": "Waiting for the device … The code is good for {time}.",
  "sync.pairing.waitingSpoken": "Waiting for the device.",
  "sync.pairing.done": "“{device}” is paired.",
  "sync.pairing.doneText":
    "It syncs from now on. A mail about it is on its way to the account's address.",
  "sync.pairing.finish": "Done",
  "sync.pairing.expired": "The code has expired",
  "sync.pairing.expiredText": "Nobody has used it, and nobody can any more.",
  "sync.pairing.again": "Get a new code",

  "sync.remove": "Remove",
  "sync.remove.title": "Remove {device}?",
  "sync.remove.text":
    "It reads and stores nothing here any more, from now on. What is on it stays on it.",
  "sync.remove.lost":
    "If it is lost or stolen: whoever opens it has the accounts that are on it. Set those up anew at the services they are for.",
  "sync.remove.last": "It is the last device, so the vault that is stored here is deleted as well.",
  "user.sync.description":
    "The user's own devices, which keep their accounts in step through this server.",
  "user.sync.remove": "Remove device",
  "user.sync.none": "No devices",
  "user.sync.noneText": "{userName} syncs no authenticator.",
  "user.sync.hidden": "You may not see these devices",
  "user.sync.vaultStays":
    "The sealed vault stays stored, so that {userName} can pair another device and have everything back. {userName} is told by mail.",
  "user.sync.lost":
    "If it is lost or stolen: whoever opens it has the accounts that are on it. Have the user set those up anew at the services they are for.",
  "sync.removed": "{device} was removed.",

  "sync.turnOff.title": "Turn off authenticator sync?",
  "sync.turnOff.button": "Turn off and delete the stored vault",
  "sync.turnOff.text":
    "All devices are removed and the vault that is stored here is deleted. Each authenticator keeps what is on it; they are no longer kept in step.",
  "sync.turnedOff": "Authenticator sync is off, and the stored vault was deleted.",
} as const;
