const sentences = {
  empty: "The file is empty.",
  tooLarge: "The file is too large to be an export of accounts: the most is 16 MB.",
  foreign: "This is no export of an authenticator that we can read.",
  truncated: "The file breaks off: it was not saved or copied whole.",
  needsPassphrase: "The file is encrypted: it needs its passphrase.",
  wrongPassphrase: "That passphrase does not open this file.",
  notOpened: "That passphrase does not open this file, or the file was not saved whole.",
  damaged: "The file is damaged: some of it is missing or was changed.",
  unsupported: "The file is of a kind or a version that we cannot read.",
  notEnoughMemory: "This device has too little memory to open the file.",
  noAccounts: "There are no accounts in the file.",
  picture: "That is a picture, and no file with accounts. Read its QR code first.",
  keePassDatabase:
    "That is a KeePass database. Export it in KeePassXC as XML or CSV, and import that.",
  openPgp: "The file is encrypted with OpenPGP. Decrypt it, and import what is in it.",
  archive: "That is a ZIP archive. Unpack it, and import the file that is in it.",
} as const;

export type ImportFaultCode = keyof typeof sentences;

/** Why a file cannot be imported. Nothing was taken from it, and nothing was changed. */
export class ImportFault extends Error {
  override readonly name = "ImportFault";
  readonly code: ImportFaultCode;
  constructor(code: ImportFaultCode, options: { readonly cause?: unknown } = {}) {
    super(sentences[code], options);
    this.code = code;
  }
}
