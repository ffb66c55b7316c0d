export interface Position {
  readonly line: number;
  readonly column: number;
}

/** What stands beside a text: a number for each of its lines. */
export function lineNumbers(text: string): string {
  const count = text.split("\n").length;
  return Array.from({ length: count }, (_, index) => index + 1).join("\n");
}

/** Where in a text a line and column are, both counted from 1; past its end, the end. */
export function offsetOf(text: string, { line, column }: Position): number {
  let start = 0;
  for (let passed = 1; passed < line; passed += 1) {
    const end = text.indexOf("\n", start);
    if (end === -1) return text.length;
    start = end + 1;
  }
  return Math.min(start + column - 1, text.length);
}

export interface Span {
  readonly start: Position;
  readonly end: Position;
}

export interface Piece {
  readonly text: string;
  readonly lit: boolean;
}

/** The text cut where the spans begin and end. */
export function piecesOf(text: string, spans: readonly Span[]): readonly Piece[] {
  const places = spans
    .map(({ start, end }) => ({ start: offsetOf(text, start), end: offsetOf(text, end) }))
    .sort((a, b) => a.start - b.start);
  const pieces: Piece[] = [];
  let from = 0;
  for (const { start, end } of places) {
    if (start < from) continue;
    pieces.push({ text: text.slice(from, start), lit: false });
    pieces.push({ text: text.slice(start, end), lit: true });
    from = end;
  }
  pieces.push({ text: text.slice(from), lit: false });
  return pieces.filter((piece) => piece.text !== "");
}
