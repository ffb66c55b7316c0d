import Alert from "@cloudscape-design/components/alert";
import Box from "@cloudscape-design/components/box";
import Button from "@cloudscape-design/components/button";
import { ApiError, isRefusal } from "../api/error.ts";
import { t, tCount } from "../i18n/t.ts";
import { WhyDenied } from "./why-denied.tsx";

interface ProblemProps {
  readonly error: unknown;
  /** Offers to try again, where that may help. */
  readonly onRetry?: () => void;
}

/** What went wrong, in people's words, with what helps: when to try again, what to quote to an administrator. */
export function Problem({ error, onRetry }: ProblemProps) {
  const retry = isRefusal(error, "AccessDenied") ? undefined : onRetry;
  return (
    <Alert
      {...toneOf(error)}
      action={retry === undefined ? null : <Button onClick={retry}>{t("action.reload")}</Button>}
    >
      <ProblemText error={error} />
    </Alert>
  );
}

function toneOf(error: unknown) {
  if (isRefusal(error, "AccessDenied")) {
    return { type: "warning", header: t("error.deniedTitle") } as const;
  }
  if (isRefusal(error, "FreshFactorRequired")) {
    return { type: "info", header: t("error.factorTitle") } as const;
  }
  return { type: "error", header: t("error.title") } as const;
}

/** The same without a frame, for where one is given: a flash message, a wizard. */
export function ProblemText({ error }: { readonly error: unknown }) {
  if (!(error instanceof ApiError)) return <>{t("error.unexpected")}</>;
  const small = smallPrint(error);
  return (
    <>
      {problemSentence(error)}
      {small === "" ? null : (
        <Box color="inherit" fontSize="body-s">
          {small}
        </Box>
      )}
      {error.code === "AccessDenied" ? <WhyDenied refused={error.details.refused} /> : null}
    </>
  );
}

function problemSentence(error: ApiError): string {
  const { code, message, retryAfterSeconds, mfaWouldHelp } = error;
  if (code === "FreshFactorRequired") return t("error.factorNeeded");
  if (code === "AccessDenied") {
    return t(mfaWouldHelp ? "error.mfaWouldHelp" : "error.askAdministrator");
  }
  if (retryAfterSeconds === undefined) return message;
  return `${message} ${tCount("error.retryAfter", retryAfterSeconds)}`;
}

/** What an administrator needs: AWS's sentence on a denial, and the request to look for in the log. */
function smallPrint({ code, message, requestId }: ApiError): string {
  if (code === "SessionExpired" || code === "FreshFactorRequired") return "";
  return [
    ...(code === "AccessDenied" ? [`${message}.`] : []),
    ...(requestId === undefined ? [] : [t("error.requestId", { requestId })]),
  ].join(" ");
}
