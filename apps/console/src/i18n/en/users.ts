export const users = {
  "users.title": "Users",
  "users.description":
    "An IAM user is a person or a program of this account, with a name and credentials of its own.",
  "users.add": "Add users",
  "users.delete": "Delete",
  "users.deleteNothing": "Select the users to delete first.",
  "users.find": "Find users by the beginning of their name",
  "users.pageSize": "{count} users",
  "users.select": "Select user {userName}",
  "users.selectAll": "Select all users on this page",
  "users.selection": "Selection of users",

  "users.empty.title": "No users yet",
  "users.empty.text":
    "Give each person a user of their own rather than share the root user: then everybody has their own password and MFA device, and only the permissions they need.",
  "users.noMatch.text": "No user's name begins with “{prefix}”.",

  "users.column.userName": "User name",
  "users.column.groups": "Groups",
  "users.column.lastActivity": "Last activity",
  "users.column.mfa": "MFA",
  "users.column.passwordAge": "Password age",
  "users.column.activeKeyAge": "Active key age",
  "users.column.path": "Path",
  "users.column.createDate": "Creation time",
  "users.column.consoleAccess": "Console access",
  "users.column.arn": "ARN",

  "users.moreGroups": "and {count} more",
} as const;
