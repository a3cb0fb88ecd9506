import type { FigureLine, FigurePanel } from "../../../src/report/index.js";
import type { TrajectoryOutput } from "../jobs/trajectory-job.js";

/** Components that are drawn; more could not be told apart. */
const mostComponents = 4;

/** θ, loss, m and v of all roads over steps or time. */
export function trajectoryPanels(
  { dimension, runs }: TrajectoryOutput,
  { lr, axis }: { readonly lr: number; readonly axis: "step" | "time" },
): readonly FigurePanel[] {
  const xTitle = axis === "step" ? "step k = t/α" : "time t = kα";
  const make = (title: string, yTitle: string, key: "theta" | "loss" | "m" | "v"): FigurePanel => {
    const lines = runs.flatMap((run): FigureLine[] => {
      if (!("trajectory" in run)) return [];
      const { trajectory, road } = run;
      const data = trajectory[key];
      if (data === undefined) return [];
      const rows = trajectory.times.length;
      const width = data.length / rows;
      const x = axis === "step" ? trajectory.times.map((t) => t / lr) : trajectory.times;
      return Array.from({ length: Math.min(width, mostComponents) }, (_, c) => ({
        label: `${road}${dimension > 1 && key !== "loss" ? ` ${c + 1}` : ""}`,
        kind: road === "discrete" ? ("discrete" as const) : ("continuous" as const),
        x,
        y: width === 1 ? data : Float64Array.from({ length: rows }, (_, k) => data[k * width + c]!),
      }));
    });
    return { title, xTitle, yTitle, lines, ...(key === "loss" && { yScale: "log" as const }) };
  };
  return [
    make("parameters", "θ", "theta"),
    make("loss", "f(θ)", "loss"),
    make("first moment", "m", "m"),
    make("second moment", "v", "v"),
  ].filter(({ lines }) => lines.length > 0);
}
