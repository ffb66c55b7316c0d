/**
 * The steps within a distance of one, nearest first, and of two equally near the earlier one: a code that took its time
 * to be typed is likelier than a clock that runs ahead. Steps below 0 do not exist and are left out.
 */
export function* stepsAround({
  centre,
  radius,
}: {
  readonly centre: number;
  readonly radius: number;
}): Generator<number, void> {
  if (centre >= 0) yield centre;
  for (let distance = 1; distance <= radius; distance++) {
    if (centre - distance >= 0) yield centre - distance;
    if (centre + distance >= 0) yield centre + distance;
  }
}
