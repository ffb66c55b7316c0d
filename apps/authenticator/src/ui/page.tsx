import { type ReactNode, useEffect, useRef } from "react";
import { t } from "../i18n/t.ts";
import { hrefOf } from "../routes.ts";
import { Icon } from "./icons.tsx";

/** A screen that is left for the codes again. Its heading takes the focus, to be read out. */
export function Page({
  title,
  children,
}: {
  readonly title: string;
  readonly children: ReactNode;
}) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  return (
    <div className="page">
      <div className="page-head">
        <a className="icon-button" href={hrefOf("codes")} aria-label={t("action.back")}>
          <Icon name="back" />
        </a>
        <h1 ref={heading} tabIndex={-1}>
          {title}
        </h1>
      </div>
      {children}
    </div>
  );
}
