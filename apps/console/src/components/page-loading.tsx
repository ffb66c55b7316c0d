import Box from "@cloudscape-design/components/box";
import Spinner from "@cloudscape-design/components/spinner";
import { t } from "../i18n/t.ts";

/** Stands where a page will be. It appears late (see app.css), so that a quick page does not flicker. */
export function PageLoading() {
  return (
    <div className="sp-appear-late" role="status">
      <Box textAlign="center" padding="xxxl" color="text-status-inactive">
        <Spinner size="large" />
        <Box margin={{ top: "s" }} color="inherit">
          {t("loading.content")}
        </Box>
      </Box>
    </div>
  );
}
