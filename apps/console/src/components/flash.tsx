import Flashbar, { type FlashbarProps } from "@cloudscape-design/components/flashbar";
import {
  createContext,
  type ReactNode,
  use,
  useCallback,
  useEffect,
  useMemo,
  useRef,
  useState,
} from "react";
import { useLocation } from "react-router";
import { t } from "../i18n/t.ts";
import { ProblemText } from "./problem.tsx";

export interface FlashMessage {
  readonly type: "success" | "error" | "warning" | "info";
  readonly content: ReactNode;
  readonly header?: string;
  readonly action?: ReactNode;
}

interface FlashBoard {
  show(message: FlashMessage): void;
  /** Shows what an operation threw. */
  showError(error: unknown): void;
}

const Board = createContext<FlashBoard>({ show: () => {}, showError: () => {} });
const Items = createContext<readonly FlashbarProps.MessageDefinition[]>([]);

/** For messages about the page as a whole: "User alice was deleted." What concerns a field stands at the field. */
export function useFlash(): FlashBoard {
  return use(Board);
}

export function FlashProvider({ children }: { readonly children: ReactNode }) {
  const [messages, setMessages] = useState<readonly (FlashMessage & { id: string; at: number })[]>(
    [],
  );
  const count = useRef(0);
  const { pathname } = useLocation();

  const show = useCallback((message: FlashMessage) => {
    count.current += 1;
    const id = `flash-${count.current}`;
    // What was done last is what the reader waits for; what went wrong before stays until it is dismissed.
    const isOver = (earlier: FlashMessage) =>
      message.type === "success" && earlier.type === "success";
    setMessages((before) => [
      ...before.filter((earlier) => !isOver(earlier)),
      { ...message, id, at: Date.now() },
    ]);
  }, []);
  const dismiss = useCallback(
    (id: string) => setMessages((before) => before.filter((message) => message.id !== id)),
    [],
  );

  // A message goes with its page; one shown just before moving on belongs to the page moved to.
  // biome-ignore lint/correctness/useExhaustiveDependencies: the path is what this waits for.
  useEffect(() => {
    setMessages((before) => before.filter((message) => Date.now() - message.at < 1000));
  }, [pathname]);

  const board = useMemo<FlashBoard>(
    () => ({
      show,
      showError: (error) => show({ type: "error", content: <ProblemText error={error} /> }),
    }),
    [show],
  );
  const items = useMemo(
    () =>
      messages.map(
        ({ at: _, ...message }): FlashbarProps.MessageDefinition => ({
          ...message,
          ariaRole: message.type === "error" ? "alert" : "status",
          dismissible: true,
          dismissLabel: t("action.dismiss"),
          onDismiss: () => dismiss(message.id),
        }),
      ),
    [messages, dismiss],
  );

  return (
    <Board value={board}>
      <Items value={items}>{children}</Items>
    </Board>
  );
}

/** Where the messages are shown: once, in the shell. */
export function FlashMessages() {
  return <Flashbar items={use(Items)} i18nStrings={{ ariaLabel: t("landmark.notifications") }} />;
}
