/**
 * What a row says, worked out once for as long as the row is kept: a reader that answers from memory answers with the same row.
 * `work` gets rows that nobody changes, and what it makes is shared by all who ask.
 */
export function perRow<Row extends object, Made extends object>(
  work: (row: Row) => Made,
): (row: Row) => Made {
  const made = new WeakMap<Row, Made>();
  return (row) => {
    const known = made.get(row);
    if (known !== undefined) return known;
    const fresh = work(row);
    made.set(row, fresh);
    return fresh;
  };
}
