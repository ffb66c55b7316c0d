import { useRef } from "react";
import { Button } from "./button.tsx";
import type { IconName } from "./icons.tsx";

/** A button that lets the person choose a file. */
export function FilePicker({
  label,
  icon = "transfer",
  accept,
  onFile,
}: {
  readonly label: string;
  readonly icon?: IconName;
  readonly accept?: string;
  readonly onFile: (file: File) => void;
}) {
  const input = useRef<HTMLInputElement>(null);
  return (
    <>
      <input
        ref={input}
        type="file"
        hidden={true}
        accept={accept}
        aria-label={label}
        onChange={(event) => {
          const [file] = event.currentTarget.files ?? [];
          event.currentTarget.value = ""; // the same file may be chosen again
          if (file !== undefined) onFile(file);
        }}
      />
      <Button icon={icon} onClick={() => input.current?.click()}>
        {label}
      </Button>
    </>
  );
}
