import type { Certificate, CheckedPromise, Constant, Hypothesis, Margin, Promised } from "./certificate.js";

/** What a statement found out; {@link conclude} makes the certificate of it. */
export interface Findings {
  readonly hypotheses: readonly Hypothesis[];
  readonly constants?: Readonly<Record<string, Constant>>;
  readonly promises?: readonly Promised[];
  readonly notes?: readonly string[];
}

/** Names a statement and its paper. */
export interface Named {
  readonly name: string;
  readonly paper: string;
}

/** The certificate of what was found: margins, the worst of them and the verdict that follows. */
export function conclude({ name, paper }: Named, findings: Findings): Certificate {
  const { hypotheses, constants = {}, notes = [] } = findings;
  const promises = (findings.promises ?? []).flatMap(check);
  const margin = worstOf(promises);
  const open = hypotheses.filter(({ status }) => status !== "holds");
  const isBroken = margin !== null && !(margin.worst >= 0);
  const verdict = open.length > 0 ? "not-certified" : isBroken ? "violated" : "certified";
  const told = verdict === "violated" ? [...notes, ...suspects(constants)] : notes;
  return { theorem: name, paper, hypotheses, constants, promises, margin, verdict, notes: told };
}

/** What a broken promise may come from, constants that nobody has proved first. */
function suspects(constants: Readonly<Record<string, Constant>>): string[] {
  const open = Object.entries(constants).filter(([, { source }]) => source !== "exact");
  const names = open.map(([name, { value, source }]) => `${name} = ${value} (${source})`);
  return open.length === 0 ? [] : [`A constant is wrong, or the numbers are: ${names.join(", ")}.`];
}

/** The certificate of a statement that is about something else. */
export function notApplicable({ name, paper }: Named, reason: string): Certificate {
  return {
    theorem: name,
    paper,
    hypotheses: [],
    constants: {},
    promises: [],
    margin: null,
    verdict: "not-applicable",
    notes: [reason],
  };
}

/** The tightest moment; a promise without a finite bound at any moment is none. */
function check(promise: Promised): CheckedPromise[] {
  const { times, bound, value, resolution } = promise;
  let [worst, at, end] = [Infinity, Number.NaN, Number.NaN];
  for (let k = 0; k < times.length; k++) {
    // no bound, a value that keeps every one, or nothing that can be told apart
    if (bound[k] === Infinity || value[k] === -Infinity || resolution[k] === Infinity) continue;
    const size = Math.max(Math.abs(bound[k]!), Math.abs(value[k]!)) + resolution[k]!;
    const margin = size === 0 ? 0 : (bound[k]! + resolution[k]! - value[k]!) / size;
    // a value or a bound that is not a number breaks the promise
    if (!(margin >= worst)) [worst, at] = [Number.isNaN(margin) ? -Infinity : margin, times[k]!];
    end = margin;
  }
  return Number.isNaN(at) ? [] : [{ ...promise, margin: { worst, at }, end }];
}

function worstOf(promises: readonly CheckedPromise[]): Margin | null {
  return promises.reduce<Margin | null>(
    (worst, { margin }) => (worst === null || margin.worst < worst.worst ? margin : worst),
    null,
  );
}
