import { createContext, type ReactNode, use, useState } from "react";

/** What a page tells the shell about itself. */
export interface PageFrame {
  readonly title: string;
  readonly trail: readonly { readonly text: string; readonly href: string }[];
  readonly contentType: "default" | "table" | "wizard" | "form";
  readonly maxContentWidth?: number;
}

const emptyFrame: PageFrame = { title: "", trail: [], contentType: "default" };
const Frame = createContext<PageFrame>(emptyFrame);
const SetFrame = createContext<(frame: PageFrame) => void>(() => {});

export function PageFrameProvider({ children }: { readonly children: ReactNode }) {
  const [frame, setFrame] = useState<PageFrame>(emptyFrame);
  return (
    <SetFrame value={setFrame}>
      <Frame value={frame}>{children}</Frame>
    </SetFrame>
  );
}

export const usePageFrame = (): PageFrame => use(Frame);
export const useSetFrame = (): ((frame: PageFrame) => void) => use(SetFrame);
