export interface ConfirmFactorProps {
  readonly onConfirmed: () => void;
  readonly onDismiss: () => void;
}

/** "Confirm it is you": asks for an MFA code. */
export function ConfirmFactor(_props: ConfirmFactorProps) {
  return null;
}
