export const accessKeys = {
  "keys.you": "you",
  "keys.table": "Access keys",
  "keys.none": "No access keys",
  "keys.selection": "Choose an access key",
  "keys.select": "Select {key}",
  "keys.selectFirst": "Select a key first.",
  "keys.full":
    "There are {quota} access keys already, which is the most. Delete one that is not used any more.",
  "keys.deactivateFirst":
    "Deactivate the key first. If something still needs it, you find out while it can be activated again.",

  "keys.id": "Access key ID",
  "keys.copyId": "access key ID",
  "keys.status": "Status",
  "keys.active": "Active",
  "keys.inactive": "Inactive",
  "keys.created": "Created",
  "keys.age": "Age",
  "keys.old": "Replace it",
  "keys.oldText":
    "A key gets into more files and heads the longer it lives. Create a new one, use it everywhere, then deactivate and delete this one.",
  "keys.lastUsed": "Last used",
  "keys.neverUsed": "Never",
  "keys.hidden": "Not shown",
  "keys.lastUsedWhere": "{service} in {region}",

  "keys.create": "Create access key",
  "keys.activate": "Activate",
  "keys.deactivate": "Deactivate",
  "keys.delete": "Delete",
  "keys.clients": "Use with AWS clients",

  "keys.create.for": "The key lets a program act as {owner}, with the same permissions.",
  "keys.create.rootTitle": "A key of the root user can do everything",
  "keys.create.rootText":
    "No policy limits it, and nobody can be asked to approve what it does. Make an IAM user with the permissions that the program needs, and give that user a key.",
  "keys.create.rootTick": "I know, and create a key of the root user all the same",
  "keys.create.mfaTitle": "Put a second factor before the key",
  "keys.create.mfaNone":
    "A key alone opens as much as a password alone. With an MFA device, policies can require a code from programs as well: assign one first.",
  "keys.create.mfaSome":
    "By itself the key knows no second factor. With “sallyport credentials” a program asks for a code once and then works in a session with MFA. The next screen shows how.",

  "keys.made.title": "The new access key",
  "keys.made.once":
    "This is the only time that the secret access key can be seen. Copy it or download the file, and keep it as you keep a password.",
  "keys.made.secret": "Secret access key",
  "keys.made.download": "Download .csv file",
  "keys.made.done": "Done",
  "keys.made.profile": "Profile for AWS clients",

  "keys.activated": "The access key {key} is active.",
  "keys.deactivated": "The access key {key} is inactive.",
  "keys.deactivate.title": "Deactivate {key}?",
  "keys.deactivate.text":
    "Programs that use it are refused from now on, and the sessions that it asked for end. It can be activated again; those sessions stay ended.",
  "keys.delete.title": "Delete {key}?",
  "keys.delete.text": "A deleted key cannot be brought back. Programs that use it stay locked out.",
  "keys.delete.used": "It was last used {ago}.",
  "keys.deleted": "The access key {key} was deleted.",

  "keys.profile.title": "Use {key} with AWS clients",
  "keys.profile.text":
    "The aws command line, the SDKs and whatever is built on them find Sallyport by a profile. Paste the parts into the files that are named.",
  "keys.profile.kind": "How programs sign in",
  "keys.profile.process": "With MFA",
  "keys.profile.processText":
    "The command “sallyport credentials” asks for a code once and keeps the session until its end. It must be installed where the programs run.",
  "keys.profile.processNeedsDevice": "Assign an MFA device first.",
  "keys.profile.key": "With the key alone",
  "keys.profile.keyText": "Nothing asks for a code. What a policy allows only with MFA is refused.",
  "keys.profile.device": "MFA device",
  "keys.profile.config": "~/.aws/config",
  "keys.profile.credentials": "~/.aws/credentials",
  "keys.profile.secretPlace":
    "Put the secret access key in yourself: Sallyport showed it once, when the key was created.",
  "keys.profile.try": "Then try it",
  "keys.profile.hiddenSecret": "The secret is hidden here, and is copied with the rest.",
} as const;
