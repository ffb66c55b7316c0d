// From records to what operations answer.

import { personArn } from "../caller.ts";
import { secondsFromSteps } from "../mfa/seconds.ts";
import { arns } from "../names.ts";
import type {
  AccessKeyRecord,
  DeviceRecord,
  GroupRecord,
  LoginProfileRecord,
  PersonRecord,
  TagRecord,
} from "../records.ts";

export function renderUser(person: PersonRecord, tags: readonly TagRecord[] = []) {
  return {
    path: person.path,
    userName: person.kind === "root" ? "root" : person.name,
    userId: person.personId as string,
    arn: personArn(person) as string,
    createDate: person.createdAt,
    passwordLastUsed: person.passwordLastUsedAt,
    ...(tags.length > 0 && { tags }),
  };
}

export function renderGroup(group: GroupRecord) {
  return {
    path: group.path,
    groupName: group.name,
    groupId: group.groupId as string,
    arn: arns.group(group.accountId, group.path, group.name) as string,
    createDate: group.createdAt,
  };
}

export function renderLoginProfile(userName: string, profile: LoginProfileRecord) {
  return { userName, createDate: profile.createdAt, passwordResetRequired: profile.resetRequired };
}

/** Root has no name, and AWS's clients need one. */
export function keyOwnerName(person: PersonRecord): string {
  return person.kind === "root" ? person.accountId : person.name;
}

export function renderAccessKey(key: AccessKeyRecord) {
  return { accessKeyId: key.accessKeyId as string, status: key.status, createDate: key.createdAt };
}

/** A key as the console shows it, with its last use where the reader may see that. */
export function renderKeyDetail(key: AccessKeyRecord, seesLastUse: boolean) {
  const { lastUsed } = key;
  return {
    ...renderAccessKey(key),
    ...(seesLastUse &&
      lastUsed !== undefined && {
        lastUsed: { date: lastUsed.at, serviceName: lastUsed.service, region: lastUsed.region },
      }),
  };
}

/** An assigned device as the console shows it; unassigned ones have nothing to show. */
export function renderDevices(devices: readonly DeviceRecord[]) {
  return devices.flatMap(({ serialNumber, name, kind, assignment }) =>
    assignment === undefined
      ? []
      : [
          {
            serialNumber: serialNumber as string,
            name,
            kind,
            enableDate: assignment.enabledAt,
            lastUsedAt: assignment.lastUsedAt,
            driftSeconds: secondsFromSteps(assignment.drift),
            status: assignment.unsettled?.outOfSync ? ("outOfSync" as const) : ("inSync" as const),
            ...(assignment.unsettled?.outOfSync && {
              offsetSeconds: secondsFromSteps(assignment.unsettled.offset),
            }),
          },
        ],
  );
}
