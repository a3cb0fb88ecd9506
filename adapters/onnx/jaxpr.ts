/** What the tracer's programs are made of, as far as lowering looks at them. */
export interface TracedProgram {
  readonly inBinders: readonly Variable[];
  readonly eqns: readonly Equation[];
  readonly outs: readonly Atom[];
}

export interface Equation {
  readonly primitive: string;
  readonly inputs: readonly Atom[];
  readonly params: Readonly<Record<string, unknown>>;
  readonly outBinders: readonly Variable[];
}

export interface ArrayType {
  readonly shape: readonly number[];
  readonly dtype: string;
  readonly weakType: boolean;
}

export interface Variable {
  readonly aval: ArrayType;
}

export interface Literal {
  readonly aval: ArrayType;
  readonly value: number;
}

export type Atom = Variable | Literal;

export function isLiteral(atom: Atom): atom is Literal {
  return "value" in atom;
}
