import Button, { type ButtonProps } from "@cloudscape-design/components/button";
import { WhyDisabled } from "./why-denied.tsx";

export interface GatedButtonProps extends ButtonProps {
  /** Why the reader may not do this (from `denied`); the button then stays in place, disabled, with the reason. */
  readonly denied: string | undefined;
}

/** A button for an action that policies may deny. Its reason is shown on hover and focus, and read out; the simulator says more. */
export function GatedButton({ denied, ...props }: GatedButtonProps) {
  if (denied === undefined) return <Button {...props} />;
  return (
    <span className="sp-gated">
      <Button {...props} disabled={true} disabledReason={denied} />
      <WhyDisabled reason={denied} />
    </span>
  );
}
