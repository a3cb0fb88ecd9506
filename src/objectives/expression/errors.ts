const SHOWN = 60;

/** What `expressionObjective` throws where a text cannot be read. */
export interface ExpressionError extends SyntaxError {
  /** 1-based position in the text, counted in UTF-16 units. */
  readonly position: number;
}

/**
 * The error of an expression that cannot be read, as one sentence.
 *
 * @param position 1-based position in `text`, counted in UTF-16 units.
 * @param must what the text at that position must be, with the reason.
 */
export function expressionError(text: string, position: number, must: string): ExpressionError {
  const start = text.length <= SHOWN ? 0 : Math.max(0, Math.min(position - SHOWN / 2, text.length - SHOWN));
  const shown = JSON.stringify(text.slice(start, start + SHOWN));
  const place = text.length <= SHOWN ? shown : `${shown} (from position ${start + 1})`;
  const sentence = `Cannot read the expression as position ${position} must be ${must}: current value is ${place}`;
  return Object.assign(new SyntaxError(sentence), { position });
}
