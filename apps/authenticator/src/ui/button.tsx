import type { ButtonHTMLAttributes, ReactNode } from "react";
import { Icon, type IconName } from "./icons.tsx";

interface ButtonProps extends Omit<ButtonHTMLAttributes<HTMLButtonElement>, "className"> {
  readonly children: ReactNode;
  readonly look?: "normal" | "primary" | "danger" | "quiet";
  readonly icon?: IconName;
}

export function Button({ children, look = "normal", icon, ...rest }: ButtonProps) {
  return (
    <button type="button" {...rest} className={`button button-${look}`}>
      {icon === undefined ? null : <Icon name={icon} />}
      <span>{children}</span>
    </button>
  );
}

interface IconButtonProps extends Omit<ButtonHTMLAttributes<HTMLButtonElement>, "className"> {
  readonly icon: IconName;
  /** What a screen reader says, and a pointer that rests. */
  readonly label: string;
}

export function IconButton({ icon, label, ...rest }: IconButtonProps) {
  return (
    <button type="button" aria-label={label} title={label} {...rest} className="icon-button">
      <Icon name={icon} />
    </button>
  );
}
