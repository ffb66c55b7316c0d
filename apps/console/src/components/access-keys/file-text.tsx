import Box from "@cloudscape-design/components/box";
import { CopyButton } from "../copy.tsx";
import "./access-keys.css";

interface FileTextProps {
  /** Where it belongs: a path. */
  readonly name: string;
  /** What is seen. */
  readonly shown: string;
  /** What is copied, where that differs: a secret that is not shown. */
  readonly copied?: string;
}

/** A part of a file, to be copied into it. */
export function FileText({ name, shown, copied = shown }: FileTextProps) {
  return (
    <div>
      <div className="keys-file-head">
        <Box variant="strong">
          <span className="sp-mono">{name}</span>
        </Box>
        <CopyButton text={copied} what={name} />
      </div>
      <section
        aria-label={name}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reached by keyboard
        tabIndex={0}
      >
        <pre className="keys-file" translate="no">
          {shown}
        </pre>
      </section>
    </div>
  );
}
