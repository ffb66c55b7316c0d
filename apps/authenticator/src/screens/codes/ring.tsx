import { secondsUntilNextStep } from "@sallyport/otp";
import { useNow } from "../../clock/use-now.ts";
import { t } from "../../i18n/t.ts";

const radius = 15;
const around = 2 * Math.PI * radius;

/** How long a code still counts, drawn as a ring that empties. */
export function Ring({ periodSeconds }: { readonly periodSeconds: number }) {
  const secondsLeft = secondsUntilNextStep(useNow(), periodSeconds);
  const gone = around * (1 - secondsLeft / periodSeconds);
  const isShort = secondsLeft <= 5;
  return (
    <span
      className={isShort ? "ring is-short" : "ring"}
      role="img"
      aria-label={t("codes.secondsLeft", { count: secondsLeft })}
    >
      <svg viewBox="0 0 36 36" aria-hidden="true">
        <circle className="ring-track" cx="18" cy="18" r={radius} />
        <circle
          className={secondsLeft === periodSeconds ? "ring-left is-full" : "ring-left"}
          cx="18"
          cy="18"
          r={radius}
          strokeDasharray={around}
          strokeDashoffset={gone}
        />
      </svg>
      <span aria-hidden="true">{secondsLeft}</span>
    </span>
  );
}
