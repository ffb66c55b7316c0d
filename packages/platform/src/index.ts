/** Fills the ports of the core on Node: keys and sealing, passwords, clock, chance, mail and the log. */

export { isErrno, makePrivateDirectory, writePrivateFile } from "./atomic-file.ts";
export { type AuditWorker, startAuditWorker } from "./audit-worker.ts";
export { systemClock } from "./clock.ts";
export type { DataKeyring, Keyring, WrappedKey } from "./data-keys.ts";
export { type ExchangeableKeyring, exchangeMasterKey } from "./exchange-master-key.ts";
export { OperatorFault } from "./fault.ts";
export type { HashQueueOptions } from "./hash-queue.ts";
export { createWebIdentities, type WebIdentitiesOptions } from "./issuers/web-identities.ts";
export { type KeyWorker, startKeyWorker } from "./key-worker.ts";
export type { MasterKeys } from "./key-wraps.ts";
export { createLog, type Log, type LogFields, type LogLevel, type LogOptions } from "./log.ts";
export { isAddress, UnsendableMail } from "./mailbox.ts";
export { createMailFolder, createSmtpMailer, type Mailer, type Sender } from "./mailer.ts";
export type { MasterKeySource } from "./master-key.ts";
export { type OutboxWorker, startOutboxWorker } from "./outbox-worker.ts";
export { argon2Parameters, createPasswords } from "./passwords.ts";
export { createPause, type EventLoopPause } from "./pause.ts";
export { systemRandom } from "./random.ts";
export { type ReadWorker, startReadWorker } from "./read-worker.ts";
export { type ReportWorker, startReportWorker } from "./report-worker.ts";
export {
  beginRotation,
  type ChangeableKeyring,
  finishRotation,
  type RotationEnd,
  type Stock,
  type Stocked,
} from "./rotate-keys.ts";
export { openSecrets, type Secrets } from "./secrets.ts";
export { signingKeyOf } from "./signing-key.ts";
