import { I18nProvider } from "@cloudscape-design/components/i18n";
import cloudscapeEnglish from "@cloudscape-design/components/i18n/messages/all.en";
import { BrowserRouter } from "react-router";
import { FlashProvider } from "./components/flash.tsx";
import { PageFrameProvider } from "./context/page-frame.tsx";
import { Pages } from "./pages.tsx";
import { CrashBoundary } from "./shell/crash-boundary.tsx";
import { Shell } from "./shell/shell.tsx";

/** The console, from the outside in. */
export function App() {
  return (
    <I18nProvider locale="en" messages={[cloudscapeEnglish]}>
      <CrashBoundary>
        <BrowserRouter>
          <PageFrameProvider>
            <FlashProvider>
              <Shell>
                <Pages />
              </Shell>
            </FlashProvider>
          </PageFrameProvider>
        </BrowserRouter>
      </CrashBoundary>
    </I18nProvider>
  );
}
