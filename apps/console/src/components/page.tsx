import ContentLayout from "@cloudscape-design/components/content-layout";
import Header from "@cloudscape-design/components/header";
import type { ReactNode } from "react";
import { useEffect } from "react";
import { useSetFrame } from "../context/page-frame.tsx";
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
  readonly children: ReactNode;
}

const noTrail: readonly Crumb[] = [];

/** The frame that every page has: it names the tab, sets the crumbs, and shows the heading. */
export function Page(props: PageProps) {
  const { title, trail = noTrail, description, actions, heading = true, children } = props;
  const setFrame = useSetFrame();
  const crumbs = JSON.stringify(trail);

  useEffect(() => {
    document.title = `${title} | ${t("product.name")}`;
    setFrame({
      title,
      trail: JSON.parse(crumbs) as readonly Crumb[],
      ...widthOf(props.maxContentWidth),
    });
  }, [title, crumbs, setFrame, props.maxContentWidth]);

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

function widthOf(maxContentWidth: number | undefined): { maxContentWidth?: number } {
  return maxContentWidth === undefined ? {} : { maxContentWidth };
}
