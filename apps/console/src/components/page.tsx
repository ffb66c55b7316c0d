import ContentLayout from "@cloudscape-design/components/content-layout";
import Header from "@cloudscape-design/components/header";
import type { ReactNode } from "react";
import { useEffect } from "react";
import { type PageFrame, useSetFrame } from "../context/page-frame.tsx";
import { t } from "../i18n/t.ts";

export interface Crumb {
  readonly text: string;
  readonly href: string;
}

export interface PageProps {
  /** The page's name: in the tab, as the last crumb and, unless `heading` is false, as its h1. */
  readonly title: string;
  /** The pages above this one, without the root. */
  readonly trail?: readonly Crumb[];
  readonly description?: ReactNode;
  readonly actions?: ReactNode;
  /** False where the content brings its own h1 (a full-page table, a wizard). */
  readonly heading?: boolean;
  /** Narrows pages of text and forms, which are hard to read at full width. */
  readonly maxContentWidth?: number;
  /** What the page mostly is; the layout gives tables their full width. */
  readonly contentType?: PageFrame["contentType"];
  readonly children: ReactNode;
}

const noTrail: readonly Crumb[] = [];

/** The frame that every page has: it names the tab, sets the crumbs, and shows the heading. */
export function Page(props: PageProps) {
  const { title, trail = noTrail, description, actions, heading = true, children } = props;
  const { contentType = "default", maxContentWidth } = props;
  const setFrame = useSetFrame();
  const crumbs = JSON.stringify(trail);

  useEffect(() => {
    document.title = `${title} | ${t("product.name")}`;
    setFrame({
      title,
      trail: JSON.parse(crumbs) as readonly Crumb[],
      contentType,
      ...(maxContentWidth === undefined ? {} : { maxContentWidth }),
    });
  }, [title, crumbs, contentType, maxContentWidth, setFrame]);

  if (!heading) return <>{children}</>;
  return (
    <ContentLayout
      header={
        <Header variant="h1" description={description} actions={actions}>
          {title}
        </Header>
      }
    >
      {children}
    </ContentLayout>
  );
}
