// Finds whom an operation is about. A missing user still has an ARN (with path "/"), so that whoever is not allowed gets
// AccessDenied and learns nothing; only after that is the missing one told.

import { type Caller, personArn } from "../caller.ts";
import { IamError, refusals } from "../errors.ts";
import { type AccountId, type Arn, arns, type PersonId, type SerialNumber } from "../names.ts";
import type { Permission } from "../operation.ts";
import type { AccountRecord, DeviceRecord, GroupRecord, PersonRecord, Tagged } from "../records.ts";
import type { Tx } from "../store.ts";

export interface LocatedPerson {
  readonly person: PersonRecord | undefined;
  readonly arn: Arn;
  readonly owner: PersonId | undefined;
  /** As asked for. */
  readonly name: string;
}

/** The account that the caller acts in. */
export function accountOf(caller: Caller): AccountId {
  if (caller.kind === "person" || caller.kind === "pending") return caller.person.accountId;
  if (caller.kind === "role") return caller.role.accountId;
  throw new IamError("AccessDenied", "This needs a signed-in person.");
}

export async function locateUser(tx: Tx, caller: Caller, name: string): Promise<LocatedPerson> {
  const accountId = accountOf(caller);
  const person = await tx.people.findUser(accountId, name);
  const arn = person ? personArn(person) : arns.user(accountId, "/", name);
  return { person, arn, owner: person?.personId, name };
}

/** The named user, or the caller where no name was given (root included). */
export async function locateUserOrSelf(
  tx: Tx,
  caller: Caller,
  name: string | undefined,
): Promise<LocatedPerson> {
  if (name !== undefined) return locateUser(tx, caller, name);
  if (caller.kind !== "person") throw refusals.mustNameUser();
  const person = await tx.people.find(caller.person);
  return {
    person,
    arn: personArn(caller.person),
    owner: caller.person.personId,
    name: caller.person.name,
  };
}

export function requirePerson(located: LocatedPerson): PersonRecord {
  if (located.person === undefined) throw refusals.noSuchUser(located.name);
  return located.person;
}

export function on(
  located: LocatedPerson,
  ...actions: readonly Permission["action"][]
): readonly Permission[] {
  return actions.map((action) => ({
    action,
    resource: located.arn,
    owner: located.owner,
    tagged: userTags(located.person),
  }));
}

function userTags(person: PersonRecord | undefined): Tagged | undefined {
  if (person === undefined) return undefined;
  return { accountId: person.accountId, kind: "user", id: person.personId };
}

export interface LocatedGroup {
  readonly group: GroupRecord | undefined;
  readonly arn: Arn;
  readonly name: string;
}

export async function locateGroup(tx: Tx, caller: Caller, name: string): Promise<LocatedGroup> {
  const accountId = accountOf(caller);
  const group = await tx.groups.find(accountId, name);
  const arn = arns.group(accountId, group?.path ?? "/", group?.name ?? name);
  return { group, arn, name };
}

export function requireGroup(located: LocatedGroup): GroupRecord {
  if (located.group === undefined) throw refusals.noSuchGroup(located.name);
  return located.group;
}

export interface LocatedDevice {
  readonly device: DeviceRecord | undefined;
  readonly serialNumber: string;
  readonly owner: PersonId | undefined;
}

export async function locateDevice(
  tx: Tx,
  caller: Caller,
  serialNumber: string,
): Promise<LocatedDevice> {
  const device = await tx.devices.find(accountOf(caller), serialNumber);
  return { device, serialNumber, owner: device?.assignment?.personId };
}

/** A permission on the device itself. */
export function onDevice(located: LocatedDevice, action: Permission["action"]): Permission {
  const { device, serialNumber, owner } = located;
  const tagged: Tagged | undefined = device && {
    accountId: device.accountId,
    kind: "mfa",
    id: device.serialNumber,
  };
  return { action, resource: serialNumber as SerialNumber, owner, tagged };
}

export function requireDevice(located: LocatedDevice): DeviceRecord {
  if (located.device === undefined) throw refusals.noSuchDevice(located.serialNumber);
  return located.device;
}

/** The device, which must be this person's. */
export function requireDeviceOf(located: LocatedDevice, person: PersonRecord) {
  const device = requireDevice(located);
  const { assignment } = device;
  if (assignment === undefined || assignment.personId !== person.personId)
    throw refusals.deviceNotOfUser();
  return { device, assignment };
}

export async function requireAccount(tx: Tx, accountId: AccountId): Promise<AccountRecord> {
  const account = await tx.accounts.find(accountId);
  if (account === undefined) throw new Error(`account ${accountId} has people but no row`);
  return account;
}
