export const credentialReport = {
  "credentialReport.title": "Credential report",
  "credentialReport.description":
    "Which passwords, MFA devices and access keys this account's users have, and when they were last used. The table shows what is so now; the report for download holds root and all users, and is made anew when it is older than four hours.",
  "credentialReport.download": "Download credentials report",
  "credentialReport.making": "Generating the report",
  "credentialReport.makingText": "{done} of {total} users. You may leave this page; it goes on.",
  "credentialReport.fetching": "The report is ready and being downloaded.",
  "credentialReport.downloaded": "The credentials report was downloaded.",

  "credentialReport.show": "Show",
  "credentialReport.show.all": "All users",
  "credentialReport.show.noMfa": "Without MFA",
  "credentialReport.show.oldKey": "Keys over 90 days",
  "credentialReport.show.unusedPassword": "Passwords unused for 90 days",
  "credentialReport.find": "Find users by the beginning of their name",
  "credentialReport.pageSize": "{count} users",
  "credentialReport.noMatch.text": "No user's name begins with “{prefix}”.",

  "credentialReport.empty.title": "No users yet",
  "credentialReport.empty.text":
    "Once this account has users, they are listed here with their credentials. The report for download tells of the root user already.",
  "credentialReport.none.title": "No such users",
  "credentialReport.none.noMfa": "Every user has an MFA device.",
  "credentialReport.none.oldKey": "No user has an active access key that is older than 90 days.",
  "credentialReport.none.unusedPassword":
    "Every password was used or changed within the last 90 days.",
  "credentialReport.none.search": "None of them has a name that begins with “{prefix}”.",
  "credentialReport.more.title": "None found so far",
  "credentialReport.more.text":
    "This account has many users. None of those looked through until now is among these.",
  "credentialReport.more.action": "Search on",

  "credentialReport.column.userName": "User name",
  "credentialReport.column.mfa": "MFA",
  "credentialReport.column.mfaLastUsed": "MFA last used",
  "credentialReport.column.password": "Password",
  "credentialReport.column.passwordChanged": "Password changed",
  "credentialReport.column.passwordLastUsed": "Password last used",
  "credentialReport.column.keys": "Access keys",
  "credentialReport.column.keyLastUsed": "Key last used",
  "credentialReport.column.createDate": "Creation time",
  "credentialReport.unused": "Unused",
  "credentialReport.key.active": "Active",
  "credentialReport.key.inactive": "Inactive",
  "credentialReport.key.age": "{status}, {age}",
} as const;
