import { expressionError } from "./errors.js";
import { CONSTANTS, FUNCTIONS, uncallableReason, undeclaredReason } from "./names.js";

/** Longest text that is read. */
export const MAXIMUM_LENGTH = 10_000;
/** Deepest nesting of parentheses that is read. */
export const MAXIMUM_NESTING = 64;

const TOKEN =
  /(?<space>[ \t]+)|(?<number>(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?)|(?<name>[A-Za-z_\u0370-\u03ff][\w\u0370-\u03ff]*)|(?<operator>[-+*/^(),])/uy;

const REFUSED: readonly (readonly [characters: string, what: string])[] = [
  ["#", "comments are not allowed"],
  ["\"'`", "strings and transposition are not allowed"],
  ["=", "assignment and comparison are not allowed"],
  ["<>", "comparison is not allowed"],
  ["?:", "conditions and ranges are not allowed"],
  ["[]", "arrays and indices are not allowed"],
  ["{}", "objects are not allowed"],
  [";\n\r", "only one expression is allowed"],
  ["%", "% has no derivative"],
  ["!", "the factorial has no derivative"],
  ["&|~", "bit and logic operators are not allowed"],
  [".", "property access and elementwise operators are not allowed"],
];

interface OpenParenthesis {
  readonly position: number;
  readonly call: string | null;
  commas: number;
}

/** State of one scan: the text and what is open at the current position. */
interface Scan {
  readonly text: string;
  readonly declared: ReadonlySet<string>;
  readonly open: OpenParenthesis[];
  readonly names: Set<string>;
}

function refuseCharacter(text: string, index: number): never {
  const character = String.fromCodePoint(text.codePointAt(index)!);
  const reason = REFUSED.find(([characters]) => characters.includes(character))?.[1] ?? "the character is unknown";
  throw expressionError(text, index + 1, `a number, a name or one of + - * / ^ ( ), ${reason}`);
}

function readNumber({ text }: Scan, token: string, index: number): void {
  if (!Number.isFinite(Number(token))) throw expressionError(text, index + 1, "a finite number");
  if (token === "0" && /[box]/i.test(text[index + 1] ?? "")) {
    throw expressionError(text, index + 1, "a decimal number, other bases are not allowed");
  }
}

function readName({ text, declared, names }: Scan, name: string, index: number, isCall: boolean): void {
  if (isCall && FUNCTIONS.has(name)) return;
  if (isCall) {
    throw expressionError(text, index + 1, `a known function and '${name}' is not one, ${uncallableReason(name)}`);
  }
  if (CONSTANTS.has(name)) return;
  const reason = declared.has(name) ? null : undeclaredReason(name);
  if (reason !== null) {
    throw expressionError(text, index + 1, `a variable and '${name}' cannot be one, ${reason}`);
  }
  names.add(name);
}

function closeParenthesis({ text, open }: Scan, index: number): void {
  const opened = open.pop();
  if (opened === undefined) throw expressionError(text, index + 1, "inside a parenthesis, none is open here");
  if (opened.call === null) return;
  const empty = text.slice(opened.position, index).trim() === "";
  const count = empty ? 0 : opened.commas + 1;
  const { minimum, maximum } = FUNCTIONS.get(opened.call)!;
  if (count < minimum || count > maximum) {
    const wanted = minimum === maximum ? `${minimum}` : `${minimum} or ${maximum}`;
    throw expressionError(text, opened.position, `${wanted} argument(s) of '${opened.call}', not ${count}`);
  }
}

function readOperator(scan: Scan, token: string, index: number, call: string | null): void {
  const { text, open } = scan;
  if (token === "(") {
    if (open.length >= MAXIMUM_NESTING) {
      throw expressionError(text, index + 1, `nested at most ${MAXIMUM_NESTING} deep`);
    }
    open.push({ position: index + 1, call, commas: 0 });
  } else if (token === ")") {
    closeParenthesis(scan, index);
  } else if (token === ",") {
    const top = open.at(-1);
    if (top === undefined || top.call === null) {
      throw expressionError(text, index + 1, "inside a function's arguments, a comma stands nowhere else");
    }
    top.commas++;
  } else if (token === "*" && text[index + 1] === "*") {
    throw expressionError(text, index + 1, "one of + - * / ^, a power is written ^");
  }
}

/**
 * Checks a text letter by letter before anything parses it: characters, names, arity, nesting, length.
 *
 * @param declared names that the caller declared as variables; they may be units, not functions or constants.
 * @returns the variables, in the order of the text.
 * @throws {SyntaxError} with position and reason.
 */
export function scanVariables(text: string, declared: ReadonlySet<string>): string[] {
  if (text.length > MAXIMUM_LENGTH) {
    throw expressionError(text, MAXIMUM_LENGTH + 1, `the end, as at most ${MAXIMUM_LENGTH} characters are read`);
  }
  const scan: Scan = { text, declared, open: [], names: new Set() };
  let call: string | null = null;
  for (let index = 0; index < text.length; ) {
    TOKEN.lastIndex = index;
    const groups = TOKEN.exec(text)?.groups;
    if (groups === undefined) refuseCharacter(text, index);
    const { space, number, name, operator } = groups;
    const end = TOKEN.lastIndex;
    if (number !== undefined) {
      readNumber(scan, number, index);
    } else if (name !== undefined) {
      const isCall = /^[ \t]*\(/.test(text.slice(end, end + 100));
      readName(scan, name, index, isCall);
      call = isCall ? name : null;
    } else if (operator !== undefined) {
      readOperator(scan, operator, index, call);
    }
    if (space === undefined && name === undefined) call = null;
    index = end;
  }
  const unclosed = scan.open.at(-1);
  if (unclosed !== undefined) throw expressionError(text, unclosed.position, "closed by ')'");
  return Array.from(scan.names);
}
