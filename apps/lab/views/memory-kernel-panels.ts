import { kernelMass } from "../../../src/kernels/index.js";
import type { FigureLine, FigurePanel, LineKind } from "../../../src/report/index.js";
import { discreteSeen, discreteWeight, type KernelAges, type MomentKernel } from "./memory-kernels.js";

/** Labels of kernels in the order of their colours. */
export const kernelLabels = [
  "K of the equation",
  "K with inertia",
  "weights of the algorithm",
  "half-life",
  "mean age",
];
/** Labels of what has been seen, in the order of their colours. */
export const seenLabels = ["∫K₁, first moment", "∫K₂, second moment", "1 − β₁ᵏ", "1 − β₂ᵏ", "k gradients"];

export interface KernelAxes {
  readonly lr: number;
  readonly steps: number;
  readonly scale: "log" | "linear";
}

const points = 240;
/** Weights below this share of the largest are not drawn on a logarithmic axis. */
const faintest = 1e-6;

/** A kernel over age in steps, with the algorithm's own weights as dots and its ages marked. */
export function kernelPanel(
  { moment, kernel, inertial, factor }: MomentKernel,
  { lr, steps, scale, ages }: KernelAxes & { readonly ages: KernelAges },
): FigurePanel {
  const isLog = scale === "log";
  // six mean ages hold all but a few thousandths of an exponential
  const far = ages.forgets ? Math.max(10, ((isLog ? 15 : 6) * ages.meanAge) / lr) : Math.max(10, steps);
  const x = isLog ? logSpaced(0.1, far) : Float64Array.from({ length: points + 1 }, (_, k) => (k * far) / points);
  const line = (label: string, kind: LineKind, [at, weight]: readonly [Float64Array, (age: number) => number]) =>
    drawn({ label, kind, x: at, y: at.map(weight) }, isLog);
  const weightOf = (age: number) => lr * kernel.weight(age * lr);
  const lines = [
    line(kernelLabels[0]!, "continuous", [x, weightOf]),
    ...(inertial ? [line(kernelLabels[1]!, "reference", [x, (age) => lr * inertial.weight(age * lr)])] : []),
    ...(factor === null
      ? []
      : [line(kernelLabels[2]!, "measured", [wholeAges(far, isLog), (j) => discreteWeight(factor, j)])]),
    ...[ages.halfLife, ages.meanAge].map((age, place) =>
      line(kernelLabels[3 + place]!, "measured", [Float64Array.of(age / lr), weightOf]),
    ),
  ];
  return {
    title: moment === "m" ? "how m weighs gradients (numerator)" : "how v weighs squared gradients (denominator)",
    xTitle: "age (t − s)/α, steps",
    yTitle: `αK${moment === "m" ? "₁" : "₂"}, weight of a step`,
    lines,
    xScale: scale,
    yScale: scale,
  };
}

/** How much weight has been given by time t: that of the kernel beside that of the algorithm. */
export function seenPanel(kernels: readonly MomentKernel[], { lr, steps, scale }: KernelAxes): FigurePanel {
  const last = Math.max(steps, 2);
  const x =
    scale === "log" ? logSpaced(1, last) : Float64Array.from({ length: points + 1 }, (_, k) => (k * last) / points);
  const whole = wholeAges(last, scale === "log");
  const lines = kernels.flatMap(({ moment, kernel, factor }): FigureLine[] => {
    const place = moment === "m" ? 0 : 1;
    const seen = {
      label: seenLabels[place]!,
      kind: "continuous",
      x,
      y: x.map((k) => kernelMass(kernel, k * lr)),
    } as const;
    if (factor === null) return [seen];
    const label = factor === "sum" ? seenLabels[4]! : seenLabels[2 + place]!;
    return [seen, { label, kind: "measured", x: whole, y: whole.map((k) => discreteSeen(factor, k)) }];
  });
  return {
    title: "how much weight the past has by then",
    xTitle: "step k = t/α",
    yTitle: "weight given so far",
    lines,
    xScale: scale,
  };
}

function logSpaced(from: number, to: number): Float64Array {
  return Float64Array.from({ length: points + 1 }, (_, k) => from * (to / from) ** (k / points));
}

/** Some whole ages up to `far`, few enough to be told apart. */
function wholeAges(far: number, isLog: boolean): Float64Array {
  const most = isLog ? 28 : 40;
  const all = Array.from({ length: most + 1 }, (_, k) => Math.round(isLog ? far ** (k / most) : (k * far) / most));
  return Float64Array.from(new Set(all.filter((j) => j <= far)));
}

/** Without what a logarithmic axis would be stretched by. */
function drawn(line: FigureLine, isLog: boolean): FigureLine {
  if (!isLog || line.x.length === 1) return line;
  const peak = line.y.reduce((most, value) => (value < Infinity ? Math.max(most, value) : most), 0);
  return { ...line, y: line.y.map((value) => (value >= faintest * peak ? value : Number.NaN)) };
}
