import { stabilityThreshold } from "../certificates/edge-of-stability.js";
import { scalarCondition } from "../certificates/index.js";
import { axisEdges, type MapAxis } from "./axis.js";
import { levelCurve, type PlaneLine, type PlaneSide } from "./level-curve.js";
import type { MapPlan } from "./map-plan.js";
import type { MapPoint } from "./map-point.js";
import type { MapSubject } from "./map-subject.js";
import { monomialMargins } from "./monomial-boundary.js";

/** A known line over a map. */
export interface MapOverlay {
  readonly key: "equal" | "square" | "lyapunov" | "edge" | "stability" | "existence";
  /** For a legend. */
  readonly label: string;
  /** Whether regimes of this very algorithm change there, by a theorem. */
  readonly isExact: boolean;
  /** In the coordinates of the axes. */
  readonly lines: readonly PlaneLine[];
}

/** The known lines of a map, and why others are not among them. */
export interface MapOverlays {
  readonly overlays: readonly MapOverlay[];
  /** Sentences. */
  readonly leftOut: readonly string[];
}

/** A line as the place where something changes its sign, or the sentence why there is none. */
type Candidate = Pick<MapOverlay, "key" | "label"> &
  ({ sign(point: MapPoint): number; readonly beyond?: BeyondWords } | { readonly reason: string });

/** What it means that the sign is the same everywhere. */
interface BeyondWords {
  readonly positive: string;
  readonly negative: string;
}

/**
 * The lines that theory draws into a map, as far as they cross it.
 *
 * With a = (1 − β2)/lr and b = (1 − β1)/lr: a = b; β1² = β2, above which the largest step is finite; a = 4b, where the
 * scalar Lyapunov condition ends; the edge of stability `lr = (2 + 2β1)/(1 − β1)·ε/λ` with the largest curvature λ at the
 * minimiser; and for f = c·x^k, ε = 0 the boundary of linear convergence.
 *
 * @see arXiv 2009.06125, Figure 8, for a = b; arXiv 2411.09734, Definition 3; arXiv 2009.06125, section 3, and 2207.14484
 *   for the edge; arXiv 2603.09581 for monomials.
 * @example
 * const x = mapAxis("beta1", { from: 0.8, to: 0.99, count: 20 });
 * const y = mapAxis("beta2", { from: 0.8, to: 0.99, count: 20 });
 * const plan = planMap({ optimizer: "adam", lr: 0.01, x, y, theta0: [1], steps: 100 });
 * mapOverlays(plan, mapSubject(quadraticObjective())).overlays.map(({ key }) => key); // ["equal", "square", "lyapunov"]
 */
export function mapOverlays(plan: MapPlan, subject: MapSubject): MapOverlays {
  const { x, y } = plan.settings;
  const sides = { x: sideOf(x), y: sideOf(y) };
  const overlays: MapOverlay[] = [];
  const leftOut: string[] = [];
  for (const candidate of candidatesOf(plan, subject)) {
    const { key, label } = candidate;
    if ("reason" in candidate) {
      leftOut.push(`Not drawn: ${label}, as ${candidate.reason}.`);
      continue;
    }
    const value = (atX: number, atY: number): number => {
      const point = plan.pointAt(atX, atY);
      return isAllowed(point) ? candidate.sign(point) : Number.NaN;
    };
    const lines = levelCurve(value, sides);
    if (lines.length > 0) overlays.push({ key, label, isExact: key === "stability" || key === "existence", lines });
    else if (candidate.beyond) {
      const isPositive = value(x.values[0]!, y.values[0]!) >= 0;
      leftOut.push(`Not drawn: ${label}, as ${isPositive ? candidate.beyond.positive : candidate.beyond.negative}.`);
    }
  }
  return { overlays, leftOut };
}

/** Lines go to the frame, half a cell beyond the outermost values. */
function sideOf(axis: MapAxis): PlaneSide {
  const edges = axisEdges(axis);
  return { from: edges[0]!, to: edges.at(-1)!, scale: axis.scale };
}

function isAllowed({ lr, beta1, beta2 }: MapPoint): boolean {
  return lr > 0 && beta1 >= 0 && beta1 < 1 && beta2 >= 0 && beta2 < 1;
}

function candidatesOf(plan: MapPlan, subject: MapSubject): readonly Candidate[] {
  const hasFirst = plan.optionsAt(0).beta1 !== undefined;
  return [...(hasFirst ? memoryLines : []), edgeOfStability(plan, subject), ...monomialBoundary(plan, subject)];
}

/** Lines that two memories have whatever the objective. */
const memoryLines: readonly Candidate[] = [
  { key: "equal", label: "a = b, that is β₁ = β₂", sign: ({ forgetting1, forgetting2 }) => forgetting1 - forgetting2 },
  {
    key: "square",
    label: "β₁² = β₂",
    // β2 − β1², without the rounding of 1 − β
    sign: ({ forgetting1, forgetting2 }) => forgetting1 * (2 - forgetting1) - forgetting2,
  },
  {
    key: "lyapunov",
    label: "a = 4b, scalar Lyapunov condition",
    sign: ({ beta1, beta2 }) => scalarCondition({ beta1, beta2 }).delta,
  },
];

/** Where the learning rate meets what a stationary point of curvature λ stands. */
function edgeOfStability({ shared: { epsilon, weightDecay } }: MapPlan, { curvature }: MapSubject): Candidate {
  const label = "edge of stability at the minimiser, lr = (2 + 2β₁)/(1 − β₁)·ε/λ";
  const named = { key: "edge", label } as const;
  if (weightDecay > 0) return { ...named, reason: "weight decay moves the stationary points" };
  if (curvature === undefined) return { ...named, reason: "no minimiser of the objective is known" };
  if (!(curvature > 0)) return { ...named, reason: "the curvature λ is 0 there" };
  if (epsilon === 0) return { ...named, reason: "no learning rate is stable at ε = 0" };
  const beyond = {
    positive: `the minimiser (λ = ${shown(curvature)}) is stable in every cell`,
    negative: `the minimiser (λ = ${shown(curvature)}) is unstable in every cell`,
  };
  return { ...named, beyond, sign: ({ lr, beta1 }) => (stabilityThreshold({ lr, beta1 }) * epsilon) / curvature - 1 };
}

/** Where Adam and RMSProp converge linearly on c·x^k. */
function monomialBoundary({ settings, shared }: MapPlan, { monomial }: MapSubject): readonly Candidate[] {
  const { exponent = 2, coefficient = 1 } = monomial ?? {};
  if (!(exponent >= 4 && exponent % 2 === 0 && coefficient > 0)) return [];
  const [stability, existence] = [
    { key: "stability", label: `exact boundary of linear convergence on x^${exponent}` },
    { key: "existence", label: "exact boundary of the convergent state’s existence" },
  ] as const;
  const reason =
    shared.epsilon > 0
      ? "it is exact only at ε = 0"
      : shared.weightDecay > 0 || !["adam", "rmsprop"].includes(settings.optimizer)
        ? "it is known for Adam and RMSProp without weight decay"
        : null;
  if (reason !== null) return [{ ...stability, reason }];
  return [
    {
      ...stability,
      sign({ beta1, beta2 }) {
        const { existence, spiral, flip } = monomialMargins({ exponent, beta1, beta2 });
        return Math.min(existence, spiral, flip);
      },
    },
    { ...existence, sign: ({ beta1, beta2 }) => monomialMargins({ exponent, beta1, beta2 }).existence },
  ];
}

function shown(value: number): string {
  return String(Number(value.toPrecision(4)));
}
