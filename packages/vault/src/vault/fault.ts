const sentences = {
  notAVault: "This is not a Sallyport vault.",
  newerVersion: "A newer version of the app made this vault. Update the app to open it.",
  damaged: "The vault is damaged: some of it is missing or was changed.",
  wrongPassphrase: "That passphrase does not open this vault.",
  wrongPasskey: "That passkey does not open this vault.",
  otherVault: "This is another vault.",
  noSuchWay: "The vault has no such way to open it.",
  lastWay: "The last way to open a vault cannot be removed.",
  tooManyWays: "The vault has as many ways to open it as it can hold.",
  emptyPassphrase: "The passphrase is empty.",
  notEnoughMemory: "This device has too little memory to check the passphrase.",
} as const;

/** What is wrong with a vault, or with what it was to be opened with. */
export type VaultFaultCode = keyof typeof sentences;

/** Why a vault stays shut. Whatever it says, nothing was changed. */
export class VaultFault extends Error {
  override readonly name = "VaultFault";
  readonly code: VaultFaultCode;
  constructor(code: VaultFaultCode, options: { readonly cause?: unknown } = {}) {
    super(sentences[code], options);
    this.code = code;
  }
}
