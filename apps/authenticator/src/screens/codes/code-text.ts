/** A code in two groups, or three where it is long: `123 456`, `1234 5678`, `123 456 789`. */
export function groupCode(code: string): string {
  const size = code.length % 4 === 0 ? 4 : code.length === 10 || code.length === 7 ? 4 : 3;
  return (code.match(new RegExp(`.{1,${size}}`, "g")) ?? []).join(" ");
}

/** A code as a screen reader is to say it: digit by digit, with a rest between the groups. */
export function spellCode(code: string): string {
  return groupCode(code)
    .split(" ")
    .map((group) => [...group].join(" "))
    .join(", ");
}
