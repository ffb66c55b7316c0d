import AppLayoutToolbar from "@cloudscape-design/components/app-layout-toolbar";
import Box from "@cloudscape-design/components/box";
import BreadcrumbGroup from "@cloudscape-design/components/breadcrumb-group";
import { type ReactNode, useEffect, useMemo, useRef, useState } from "react";
import { useLocation } from "react-router";
import { isRefusal } from "../api/error.ts";
import { useQuery } from "../api/use-query.ts";
import { FlashMessages } from "../components/flash.tsx";
import { PageLoading } from "../components/page-loading.tsx";
import { Problem } from "../components/problem.tsx";
import { useFollow } from "../components/use-follow.ts";
import { ConsoleContextProvider } from "../context/console-context.tsx";
import { usePageFrame } from "../context/page-frame.tsx";
import { t } from "../i18n/t.ts";
import { toDashboard, toSignIn } from "../routes.ts";
import { CrashBoundary } from "./crash-boundary.tsx";
import { FactorGate } from "./factor-gate.tsx";
import { PasswordWarning } from "./password-warning.tsx";
import { SessionWatch } from "./session-watch.tsx";
import { SideBar } from "./side-bar.tsx";
import { TopBar } from "./top-bar.tsx";
import { useNarrow } from "./use-narrow.ts";

const noInput = {} as const;

/** Everything around a page: it finds out who is reading, then shows bars, crumbs, messages and the page. */
export function Shell({ children }: { readonly children: ReactNode }) {
  const { data, error, reload } = useQuery("GetConsoleContext", noInput);
  const context = useMemo(
    () => (data === undefined ? undefined : { ...data, reloadContext: reload }),
    [data, reload],
  );
  const signedOut = context === undefined && isRefusal(error, "SessionExpired");

  useEffect(() => {
    // Nothing is lost here, since nothing was shown yet: straight to sign-in and back.
    if (signedOut) location.replace(toSignIn(currentPath()));
  }, [signedOut]);

  if (context === undefined) {
    if (error === undefined || signedOut) return <PageLoading />;
    return (
      <Box padding="l">
        <main>
          <Problem error={error} onRetry={reload} />
        </main>
      </Box>
    );
  }
  return (
    <ConsoleContextProvider value={context}>
      <SessionWatch key={context.session.createdAt} />
      <FactorGate />
      <Layout>{children}</Layout>
    </ConsoleContextProvider>
  );
}

function Layout({ children }: { readonly children: ReactNode }) {
  const frame = usePageFrame();
  const follow = useFollow();
  const { pathname } = useLocation();
  const narrow = useNarrow();
  const [navigationOpen, setNavigationOpen] = useState(!narrow);
  useFocusOnNewPage(frame.title);

  return (
    <>
      <a className="sp-skip" href="#content">
        {t("landmark.skip")}
      </a>
      <TopBar />
      <AppLayoutToolbar
        headerSelector="#top-bar"
        toolsHide={true}
        contentType={frame.contentType}
        navigationOpen={navigationOpen}
        onNavigationChange={({ detail }) => setNavigationOpen(detail.open)}
        navigation={<SideBar onFollowed={() => setNavigationOpen(!narrow)} />}
        notifications={<FlashMessages />}
        breadcrumbs={
          <BreadcrumbGroup
            ariaLabel={t("landmark.breadcrumbs")}
            items={crumbsOf(frame, pathname)}
            onFollow={follow}
          />
        }
        ariaLabels={{
          navigation: t("landmark.navigation"),
          navigationToggle: t("landmark.openNavigation"),
          navigationClose: t("landmark.closeNavigation"),
          notifications: t("landmark.notifications"),
        }}
        {...(frame.maxContentWidth === undefined ? {} : { maxContentWidth: frame.maxContentWidth })}
        content={
          // Behind an open navigation, Cloudscape leaves the links of a hidden page within reach of the keyboard.
          <div id="content" className="sp-content" tabIndex={-1} inert={narrow && navigationOpen}>
            <PasswordWarning />
            <CrashBoundary resetKey={pathname}>{children}</CrashBoundary>
          </div>
        }
      />
    </>
  );
}

function crumbsOf(frame: ReturnType<typeof usePageFrame>, pathname: string) {
  const root = { text: t("nav.breadcrumbRoot"), href: toDashboard() };
  return [root, ...frame.trail, { text: frame.title, href: pathname }];
}

/** Takes the reader's focus to the heading of a page they went to, as a browser would with a whole new page. */
function useFocusOnNewPage(title: string) {
  const { pathname } = useLocation();
  const focusedFor = useRef(pathname);
  useEffect(() => {
    if (title === "" || focusedFor.current === pathname) return;
    const heading = document.querySelector<HTMLElement>("#content h1");
    if (heading === null) return;
    focusedFor.current = pathname;
    heading.tabIndex = -1;
    heading.focus({ preventScroll: true });
    scrollTo(0, 0);
  }, [title, pathname]);
}

/** Where the person is, to come back to after sign-in. */
export function currentPath(): string {
  return location.pathname + location.search + location.hash;
}
