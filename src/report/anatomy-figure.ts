import { type AnatomyCurves, anatomyPanels, describeLead, type StepWindow } from "./anatomy-panels.js";
import { type FigureSpec, figureConfig } from "./figure-spec.js";
import { panelFigure } from "./panel-figure.js";
import type { PicturedSpike } from "./pictured-spike.js";
import { stageLayers, stageText } from "./stage-layers.js";
import { thinPanel } from "./thin.js";

/** Options of {@link anatomyFigure}. */
export interface AnatomyFigureOptions {
  readonly title?: string;
  /** Which spike is shown from near; default the largest. */
  readonly spike?: number;
}

/**
 * The anatomy of the largest spike: loss, preconditioned curvatures against 2/lr, and g² with v, over the whole run on the
 * left and around the spike on the right, all over the same steps, with the stages shaded.
 *
 * Without a spike the whole run alone is drawn.
 *
 * @example
 * const objective = createObjective("power", [2]);
 * const trajectory = run(objective, adamOptimizer({ lr: 1e-3, beta2: 0.99 }), { theta0: [1], steps: 3000 });
 * anatomyFigure(spikeAnatomy(objective, trajectory, { lr: 1e-3, beta2: 0.99 }), { title: "Adam on x²/2" });
 */
export function anatomyFigure(anatomy: AnatomyCurves, { title, spike }: AnatomyFigureOptions = {}): FigureSpec {
  const { shown, windows, rows } = anatomyPanels(anatomy, spike === undefined ? {} : { spike });
  const panels = rows.flat().map(thinPanel);
  const figure = panelFigure(panels, {
    title: title ?? "Anatomy of a spike",
    subtitle: shown ? `${describeLead(shown)}\n${stageText(shown)}` : "No spike was found.",
    columns: windows.length,
    kindLegend: false,
  });
  const concat = (figure.concat as Record<string, unknown>[]).map((panel, index) =>
    decorate(panel, {
      shown,
      window: windows[index % windows.length]!,
      isNear: index % windows.length === 1,
      isFirst: index < windows.length,
    }),
  );
  return { ...figure, config: { ...figureConfig, lineBreak: "\n" }, concat };
}

interface DecorateInput {
  readonly shown: PicturedSpike | undefined;
  readonly window: StepWindow;
  readonly isNear: boolean;
  readonly isFirst: boolean;
}

/** The panel on exactly these steps, with stages behind its curves and marks on them. */
function decorate(panel: Record<string, unknown>, input: DecorateInput): Record<string, unknown> {
  const { shown, window, isNear, isFirst } = input;
  const { x, y, ...encoding } = panel.encoding as { x: Channel; y: Channel };
  const place = isFirst ? `, ${isNear ? `steps ${window[0]} to ${window[1]}` : "whole run"}` : "";
  const titled = {
    ...panel,
    title: `${panel.title}${place}`,
    encoding: {
      ...encoding,
      x: { ...x, scale: { zero: false, nice: false, domain: window } },
      y: { ...y, scale: withRoom(y.scale, { below: 0.1, above: isFirst && isNear ? 0.2 : 0 }) },
    },
  };
  if (!shown) return titled;
  const { behind, above } = stageLayers(shown, { window, height: panel.height as number, isNear, isFirst });
  return { ...titled, layer: [...behind, ...(panel.layer as object[]), ...above] };
}

interface Channel {
  readonly scale: Readonly<Record<string, unknown>>;
}

/** A scale with room for what is written below and above its curves, as shares of its length. */
function withRoom(scale: Channel["scale"], { below, above }: { readonly below: number; readonly above: number }) {
  const domain = scale.domain as readonly [number, number] | undefined;
  if (domain === undefined) return scale;
  const isLog = scale.type === "log";
  const [low, high] = isLog ? domain.map(Math.log) : domain;
  const ends = [low! - below * (high! - low!), high! + above * (high! - low!)];
  return { ...scale, domain: isLog ? ends.map(Math.exp) : ends };
}
