import { useEffect, useState } from "react";

interface Takers {
  readonly onText: (text: string) => void;
  readonly onPicture: (picture: Blob) => Promise<void>;
}

/** Takes what is pasted or dropped anywhere on the screen. Answers whether something is being dragged over it. */
export function usePasteAndDrop({ onText, onPicture }: Takers): boolean {
  const [isOver, setOver] = useState(false);
  useEffect(() => {
    const take = (data: DataTransfer | null): boolean => {
      const picture = [...(data?.files ?? [])].find(({ type }) => type.startsWith("image/"));
      const text = data?.getData("text/plain") ?? "";
      if (picture !== undefined) void onPicture(picture);
      else if (text !== "") onText(text);
      return picture !== undefined || text !== "";
    };
    const paste = (event: ClipboardEvent) => {
      const isInField =
        event.target instanceof HTMLElement && event.target.matches("input,textarea");
      if (!isInField && take(event.clipboardData)) event.preventDefault();
    };
    const drop = (event: DragEvent) => {
      event.preventDefault();
      setOver(false);
      take(event.dataTransfer);
    };
    const over = (event: DragEvent) => {
      event.preventDefault();
      setOver(true);
    };
    const leave = (event: DragEvent) => {
      if (event.relatedTarget === null) setOver(false);
    };
    document.addEventListener("paste", paste);
    document.addEventListener("drop", drop);
    document.addEventListener("dragover", over);
    document.addEventListener("dragleave", leave);
    return () => {
      document.removeEventListener("paste", paste);
      document.removeEventListener("drop", drop);
      document.removeEventListener("dragover", over);
      document.removeEventListener("dragleave", leave);
    };
  }, [onText, onPicture]);
  return isOver;
}
