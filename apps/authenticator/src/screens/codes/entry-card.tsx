import { codeFor, type Entry, isShortKey, markUsed, titleOf } from "@sallyport/vault";
import { type ReactNode, useEffect, useState } from "react";
import { now } from "../../clock/clock.ts";
import { t } from "../../i18n/t.ts";
import { settings } from "../../settings.ts";
import { useStore } from "../../store.ts";
import { Button, IconButton } from "../../ui/button.tsx";
import { useChangeEntry } from "../../vault/use-change-entry.ts";
import { Avatar } from "./avatar.tsx";
import { CodeButton } from "./code-button.tsx";
import { Ring } from "./ring.tsx";
import { useCodes } from "./use-codes.ts";

interface EntryCardProps {
  readonly entry: Entry;
  readonly isNew: boolean;
  readonly onEdit: () => void;
  /** What moves it, while the person orders by hand. */
  readonly handle: ReactNode;
}

export function EntryCard({ entry, isNew, onEdit, handle }: EntryCardProps) {
  const title = titleOf(entry);
  const { name, issuer, account } = entry;
  const heading = name ?? (issuer || account);
  const below = name === undefined ? (issuer === "" ? "" : account) : titleOf({ issuer, account });
  return (
    <li className={isNew ? "entry is-new" : "entry"} data-entry={entry.id}>
      <div className="entry-head">
        <Avatar entry={entry} />
        <div className="entry-names">
          <h2>{heading}</h2>
          {below === "" ? null : <p>{below}</p>}
          {isShortKey(entry) ? <span className="caution">{t("key.short")}</span> : null}
        </div>
        {handle ?? <IconButton icon="edit" label={t("edit.open", { title })} onClick={onEdit} />}
      </div>
      {entry.kind === "totp" ? (
        <TimedCodes entry={entry} title={title} />
      ) : (
        <CountedCode entry={entry} title={title} />
      )}
    </li>
  );
}

const revealedMs = 30_000;

function useRevealed() {
  const { hideCodes } = useStore(settings);
  const [isRevealed, setRevealed] = useState(false);
  useEffect(() => {
    if (!isRevealed) return undefined;
    const timer = setTimeout(() => setRevealed(false), revealedMs);
    return () => clearTimeout(timer);
  }, [isRevealed]);
  return { isHidden: hideCodes && !isRevealed, reveal: () => setRevealed(true) };
}

function TimedCodes({
  entry,
  title,
}: {
  readonly entry: Extract<Entry, { kind: "totp" }>;
  readonly title: string;
}) {
  const codes = useCodes(entry);
  const { isHidden, reveal } = useRevealed();
  const change = useChangeEntry(entry.id);
  const shared = { title, isHidden, onReveal: reveal };
  const used = () => change((each) => markUsed(each, now()));
  if (codes === undefined) return <div className="entry-codes" />;
  return (
    <div className="entry-codes">
      <div className="entry-now">
        <CodeButton kind="code" code={codes.code} onCopied={used} {...shared} />
        <Ring periodSeconds={entry.periodSeconds} />
      </div>
      <CodeButton kind="next" code={codes.next} onCopied={used} {...shared} />
    </div>
  );
}

/** A code of a counter is made only when asked for: each is used up once it was shown. */
function CountedCode({
  entry,
  title,
}: {
  readonly entry: Extract<Entry, { kind: "hotp" }>;
  readonly title: string;
}) {
  const [code, setCode] = useState<string>();
  const change = useChangeEntry(entry.id);
  const make = async () => {
    const made = await codeFor(entry, entry.counter);
    change((each) => markUsed(each, now()));
    setCode(made);
  };
  return (
    <div className="entry-codes">
      <div className="entry-now">
        {code === undefined ? (
          <span
            className={`code-button is-hidden${entry.digits > 8 ? " is-long" : ""}`}
            aria-hidden="true"
          >
            <span className="digits">{"•".repeat(entry.digits)}</span>
          </span>
        ) : (
          <CodeButton
            kind="code"
            code={code}
            title={title}
            isHidden={false}
            onReveal={() => {}}
            onCopied={() => {}}
          />
        )}
      </div>
      <div className="entry-counter">
        <Button icon="refresh" onClick={make} aria-label={t("codes.makeFor", { title })}>
          {t("codes.make")}
        </Button>
        <span className="hint">{t("codes.counter", { counter: entry.counter })}</span>
      </div>
    </div>
  );
}
