import type { PicturedSpike } from "./pictured-spike.js";

/** Pale fills of the stages, in their order: the nearer to the peak the warmer. */
const fills = ["#eef4ea", "#e3ecf7", "#fdf0d0", "#f9d9cf", "#ece4f3"] as const;
/** A stage that takes less of the width than this has no number. */
const least = 0.035;

interface StageLayersInput {
  readonly window: readonly [from: number, to: number];
  readonly height: number;
  /** Whether the spike is seen from near: events are marked then. */
  readonly isNear: boolean;
  /** Whether it is the uppermost panel, which has the labels. */
  readonly isFirst: boolean;
}

/** The names of stages with their numbers. */
export function stageText({ stages }: PicturedSpike): string {
  const names = stages.map(({ name, from }, index) => `${index + 1} ${name}${from === null ? " (none)" : ""}`);
  return `stages: ${names.join(", ")}`;
}

/** Layers of a panel: stages to be drawn behind its curves, marks to be drawn above. */
export function stageLayers(
  spike: PicturedSpike,
  { window, height, isNear, isFirst }: StageLayersInput,
): { readonly behind: readonly object[]; readonly above: readonly object[] } {
  const stages = visibleStages(spike, window);
  const numbers = stages.filter(({ from, to }) => to - from >= least * (window[1] - window[0]));
  const behind = [
    ...stages.map((each) => rectangleLayer(each, height)),
    textLayer(numbers, { fontSize: 12, fontWeight: "bold", y: height - 9 }),
  ];
  if (!isNear) return { behind, above: [] };
  const events = eventsOf(spike);
  const rules = events.map((event) => ruleLayer(event, { top: isFirst ? event.y - 7 : 0, bottom: height }));
  const labels = events.map((event) =>
    textLayer([event], { fontSize: 11, fontWeight: "normal", y: event.y, align: event.align, dx: event.dx }),
  );
  return { behind: [...behind, ...rules], above: isFirst ? labels : [] };
}

/** One layer for each stage: a field for the colour would replace the legend. */
function rectangleLayer(stage: { readonly fill: string | undefined }, height: number): object {
  return {
    data: { values: [stage] },
    mark: { type: "rect", opacity: 1, strokeWidth: 0 },
    encoding: {
      ...plain,
      x: { field: "from", type: "quantitative" },
      x2: { field: "to" },
      y: { value: 0 },
      y2: { value: height },
      color: { value: stage.fill },
    },
  };
}

function ruleLayer(event: object, { top, bottom }: { readonly top: number; readonly bottom: number }): object {
  return {
    data: { values: [event] },
    mark: { type: "rule" },
    encoding: {
      ...plain,
      x: { field: "at", type: "quantitative" },
      y: { value: top },
      y2: { value: bottom },
      color: { value: "#777777" },
      strokeWidth: { value: 1 },
      strokeDash: { value: [2, 2] },
    },
  };
}

/** What panels encode and these layers do not. */
const plain = { strokeDash: { value: [1, 0] }, strokeWidth: { value: 0 }, strokeOpacity: { value: 1 } };

function visibleStages({ stages }: PicturedSpike, [first, last]: readonly [number, number]) {
  return stages.flatMap(({ from, to }, index) => {
    if (from === null || to === null || to <= first || from >= last) return [];
    const [start, end] = [Math.max(from, first), Math.min(to, last)];
    return [{ from: start, to: end, at: (start + end) / 2, text: String(index + 1), fill: fills[index] }];
  });
}

/**
 * Labels stand left of the crossing and of the onset, below each other, and right of the peak. The rule of the earlier begins
 * below the label of the later, which reaches across it.
 */
function eventsOf({ crossing, onset, peak }: PicturedSpike) {
  const named = [
    ...(crossing === null ? [] : [{ at: crossing, text: `crossing ${crossing}` }]),
    { at: onset, text: `onset ${onset}` },
  ].sort((a, b) => b.at - a.at);
  return [
    ...named.map((event, line) => ({ ...event, y: 12 + 15 * line, align: "right", dx: -4 })),
    { at: peak, text: `peak ${peak}`, y: 12, align: "left", dx: 4 },
  ];
}

interface TextStyle {
  readonly fontSize: number;
  readonly fontWeight: string;
  readonly y: number;
  readonly align?: string;
  readonly dx?: number;
}

function textLayer(values: readonly object[], { y, ...style }: TextStyle): object {
  return {
    data: { values },
    mark: { type: "text", baseline: "middle", ...style },
    encoding: {
      ...plain,
      x: { field: "at", type: "quantitative" },
      y: { value: y },
      text: { field: "text" },
      color: { value: "#555555" },
    },
  };
}
