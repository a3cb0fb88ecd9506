import { nearestNames } from "../../numeric/nearest.js";

/** A function of the expression language: its number of arguments. */
export interface FunctionArity {
  readonly minimum: number;
  readonly maximum: number;
}

const ONE_ARGUMENT = [
  ..."exp ln log10 log2 sqrt abs square cube".split(" "),
  ..."sin cos tan sec csc cot asin acos atan".split(" "),
  ..."sinh cosh tanh sech csch coth asinh acosh atanh".split(" "),
];

/**
 * The functions that an expression may use. `log(u)` and `ln(u)` are natural logarithms, `log(u, base)` takes a base.
 *
 * Left out although mathjs differentiates them: cbrt (its rule fails for u < 0), acoth (its rule has the wrong sign).
 */
export const FUNCTIONS: ReadonlyMap<string, FunctionArity> = new Map([
  ...ONE_ARGUMENT.map((name) => [name, { minimum: 1, maximum: 1 }] as const),
  ["log", { minimum: 1, maximum: 2 }],
  ["pow", { minimum: 2, maximum: 2 }],
]);

/** Constants; they cannot be variables. */
export const CONSTANTS: ReadonlyMap<string, number> = new Map([
  ["pi", Math.PI],
  ["e", Math.E],
]);

/** Functions of other languages that have no derivative here; refused by name, also as variables. */
const WITHOUT_DERIVATIVE: ReadonlySet<string> = new Set(
  [
    "sign sgn floor ceil round fix trunc mod max min cbrt nthRoot hypot atan2 gamma lgamma erf expm1 log1p",
    "factorial combinations permutations random randomInt acot asec acsc acoth asech acsch zeta sum prod mean median std",
    "norm re im conj arg sigmoid relu softplus arcsin arccos arctan integrate derivative simplify diff map filter",
  ]
    .join(" ")
    .split(" "),
);

/** Names that reach outside mathematics. */
const OUTSIDE: ReadonlySet<string> = new Set(
  "import parse evaluate eval compile config create parser help require Function process globalThis window".split(" "),
);

const WORDS: ReadonlyMap<string, string> = new Map([
  ["i", "the imaginary unit is not a real number"],
  ["Infinity", "it is not a finite number"],
  ["NaN", "it is not a number"],
  ["true", "it is not a number"],
  ["false", "it is not a number"],
  ["null", "it is not a number"],
  ["undefined", "it is not a number"],
  ["end", "it is a word of matrix languages"],
  ["π", "write pi"],
  ["PI", "write pi"],
  ["Pi", "write pi"],
  ...["and", "or", "xor", "not", "to", "in", "mod"].map(
    (word) => [word, "it is an operator without derivative"] as const,
  ),
]);

/** Units with more than one letter; a one-letter name such as `m` is a variable. */
const UNITS: ReadonlySet<string> = new Set(
  [
    "mm cm dm km um nm inch inches foot feet ft yard yd mile miles mi angstrom meter metre meters",
    "mg kg ug gram grams kilogram lb lbs lbm oz ounce ton tonne",
    "ms us ns sec secs second seconds minute minutes hour hours hr hrs day days week month year years",
    "deg rad grad degree degrees radian radians arcsec arcmin degC degF celsius kelvin fahrenheit",
    "mol Hz kHz MHz GHz Pa kPa MPa bar atm psi mmHg kN kJ MJ joule newton eV keV MeV cal kcal BTU Wh kWh",
    "kW MW mW watt mA mV kV volt ampere ohm farad coulomb tesla weber henry lumen lux candela",
    "ml dl liter litre gallon pint quart cup cups kB MB GB bits bytes percent USD EUR",
  ]
    .join(" ")
    .split(" "),
);

/** Why `name` cannot be a variable, or null if it can. */
export function reservedReason(name: string): string | null {
  if (CONSTANTS.has(name)) return "it is a constant";
  if (FUNCTIONS.has(name) || WITHOUT_DERIVATIVE.has(name)) return "it is the name of a function";
  if (OUTSIDE.has(name)) return "it reaches outside mathematics";
  return WORDS.get(name) ?? null;
}

/** Why `name` cannot be a variable that nobody declared: as `reservedReason`, and units. */
export function undeclaredReason(name: string): string | null {
  return reservedReason(name) ?? (UNITS.has(name) ? "units are not allowed" : null);
}

/** Why `name` cannot be called as a function, given that it is not in FUNCTIONS, with a hint. */
export function uncallableReason(name: string): string {
  if (WITHOUT_DERIVATIVE.has(name)) return "it has no derivative here";
  const looksLikeVariable = name.length <= 2 || /\d/.test(name) || CONSTANTS.has(name);
  if (looksLikeVariable) return `a product is written ${name}*(…)`;
  const near = nearestNames(name.slice(0, 40), Array.from(FUNCTIONS.keys())).join(", ");
  return reservedReason(name) ?? `it is unknown, similar names are ${near}`;
}
