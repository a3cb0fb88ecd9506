import { createMethod } from "../../../src/certificates/index.js";
import { findRoad, type RoadOptionName, type RoadSettings } from "../../../src/experiments/index.js";
import { planCertification } from "../../../src/experiments/plan-certification.js";
import type { MapAxis } from "../../../src/maps/index.js";
import type { Objective } from "../../../src/objectives/index.js";
import { denseNetwork, sineSum } from "../jobs/network-subject.js";
import { passedOver, roadSettings } from "../jobs/road-runs.js";
import type { LabState, RoadKey, ViewName } from "./lab-state.js";
import { mapRequest, requestPlan } from "./map-request.js";
import { reproduceWords } from "./reproduce-words.js";
import { shellLine } from "./shell-words.js";

/** What the texts of a state mean. */
export interface CommandContext {
  readonly objective: Objective;
  /** The start, which may be the objective's customary one. */
  readonly theta0: ArrayLike<number>;
}

/**
 * The command lines that compute what a view shows, one a line; empty where there is none.
 *
 * What is as the command line has it by default is left out. Numbers have all their digits.
 */
export function commandOf(state: LabState, context: CommandContext): string {
  const found = commands[state.view](state, context);
  if (found.length === 0) return "";
  return [...fileLine(state), ...found.map((words) => shellLine(["adaflow", ...words]))].join("\n");
}

type Words = readonly string[];

const commands: Readonly<Record<ViewName, (state: LabState, context: CommandContext) => readonly Words[]>> = {
  trajectory: solveCommands,
  memory: memoryCommands,
  map: mapCommand,
  certificates: certifyCommand,
  anatomy: anatomyCommand,
  papers: ({ paper, figure, paperScale }) => [reproduceWords({ paper, figure, scale: paperScale })],
};

/** One for each road that has a run. */
function solveCommands(state: LabState, context: CommandContext): readonly Words[] {
  return state.roads
    .filter((road) => hasRun(road, state))
    .map((road) => {
      const model = modelOf(road);
      const { hasLr } = findRoad(model);
      return [
        "solve",
        ...(model === "nonlocal" ? [] : ["--model", model]),
        ...problemWords(state, context),
        ...(hasLr ? endWords(state) : ["--until", `${state.steps * state.lr}`]),
        ...settingWords(road, state, context),
      ];
    });
}

/** The equation whose memory is looked at, its algorithm, and Adam's equation beside kernels of one's own. */
function memoryCommands(state: LabState, context: CommandContext): readonly Words[] {
  const isDesigned = state.optimizer === "general";
  const own = solveCommands({ ...state, roads: isDesigned ? ["nonlocal"] : ["discrete", "nonlocal"] }, context);
  if (!isDesigned) return own;
  return [...own, ...solveCommands({ ...state, optimizer: "adam", weightDecay: 0, roads: ["nonlocal"] }, context)];
}

function mapCommand(state: LabState, { theta0 }: CommandContext): readonly Words[] {
  const { settings } = requestPlan(mapRequest(state), theta0);
  const { optimizer, x, y, lr, steps, norm } = settings;
  const usual = findRoad("discrete").defaults({ optimizer });
  const axis = (side: "x" | "y", { name, values, scale }: MapAxis): Words => [
    ...[`--${side}`, `${name}=${values[0]}:${values.at(-1)}:${values.length}`],
    ...(scale === "log" ? [`--scale-${side}`, "log"] : []),
  ];
  const numbers = (["beta1", "beta2", "epsilon", "weightDecay"] as const).flatMap((name) => {
    const value = settings[name];
    return value === undefined || value === usual[name] ? [] : [flagName(name), `${value}`];
  });
  return [
    [
      "map",
      ...(optimizer === "adam" ? [] : ["--optimizer", optimizer]),
      ...objectiveWords(state, { theta0 }),
      ...(lr === undefined ? [] : ["--lr", `${lr}`]),
      ...["--steps", `${steps}`, ...axis("x", x), ...axis("y", y), ...numbers],
      ...(norm === true ? ["--norm"] : []),
    ],
  ];
}

function certifyCommand(state: LabState, context: CommandContext): readonly Words[] {
  const { model, estimate } = state;
  if (!hasRun(model, state)) return [];
  const theorems = estimate ? [] : ["--theorem", certifiable(state, context).join(",")];
  if (theorems[1] === "") return [];
  return [
    [
      "certify",
      ...theorems,
      ...(model === "nonlocal" ? [] : ["--model", model]),
      ...problemWords(state, context),
      ...endWords(state),
      ...(estimate ? ["--estimate"] : []),
      ...settingWords(model, state, context),
    ],
  ];
}

/** Names of the theorems that lack nothing; the command line takes no others unless constants are estimated. */
function certifiable(state: LabState, { objective, theta0 }: CommandContext): readonly string[] {
  const { model, lr, steps } = state;
  const settings = roadSettings(model, state, objective.dimension);
  const method = createMethod({ ...settings, lr, discrete: findRoad(model).discrete });
  const run = { theta0, until: steps * lr };
  const asked = { method, objective, wanted: null, given: {}, estimate: false, leaveOut: true };
  return planCertification({ ...asked, ...run }).statements.map(({ name }) => name);
}

function anatomyCommand(state: LabState, context: CommandContext): readonly Words[] {
  if (!["adam", "adamw", "rmsprop"].includes(state.optimizer)) return [];
  const isNetwork = state.subject === "network";
  return [
    [
      "anatomy",
      ...(state.optimizer === "adam" ? [] : ["--optimizer", state.optimizer]),
      // a network starts from its own parameters
      ...(isNetwork ? ["--objective", specFile] : objectiveWords(state, context)),
      ...endWords(state),
      ...settingWords("discrete", state, context),
    ],
  ];
}

/** What the network of a state is called as a file. */
const specFile = "network.json";

/** The line that writes the file that a command names, where it names one. */
function fileLine(state: LabState): readonly string[] {
  if (state.view !== "anatomy" || state.subject !== "network") return [];
  const { widths: _, ...network } = denseNetwork(state);
  const spec = { network: { ...network, hidden: state.hidden }, data: sineSum(state), seed: state.seed };
  return [`${shellLine(["printf", "%s", JSON.stringify(spec)])} > ${specFile}`];
}

const modelOf = (road: RoadKey): string => (road === "unshifted" ? "nonlocal" : road);

/** Whether a road has a run under these settings. */
function hasRun(road: RoadKey, state: LabState): boolean {
  const { optimizers, options } = findRoad(modelOf(road));
  return optimizers.includes(state.optimizer) && passedOver(options(state), state) === null;
}

function problemWords(state: LabState, context: CommandContext): Words {
  return ["--optimizer", state.optimizer, ...objectiveWords(state, context)];
}

function objectiveWords({ objective }: LabState, { theta0 }: Pick<CommandContext, "theta0">): Words {
  return ["--objective", objective, "--theta0", Array.from(theta0).join(",")];
}

const endWords = ({ lr, steps }: LabState): Words => ["--lr", `${lr}`, "--steps", `${steps}`];

/** The settings of a road that are not as the command line has them. */
function settingWords(road: RoadKey, state: LabState, { objective: { dimension } }: CommandContext): Words {
  const { optimizer, biasCorrection, kernel1, kernel2 } = state;
  const { options, defaults } = findRoad(modelOf(road));
  const { lr: _, ...settings } = roadSettings(road, state, dimension);
  // kernels as they are written, not as they are read
  const texts = optimizer === "general" ? { kernel1, kernel2, biasCorrection } : {};
  const found: Readonly<Partial<Record<RoadOptionName, unknown>>> = { ...settings, ...texts };
  const usual: Partial<RoadSettings> = { velocity0: new Array<number>(dimension).fill(0), ...defaults(state) };
  return options(state).flatMap((option) => {
    const text = textOf(found[option]);
    if (text === "" || text === textOf(usual[option]) || (text === "false" && usual[option] === undefined)) return [];
    if (option === "shifted") return ["--no-shift"];
    return text === "true" ? [flagName(option)] : [flagName(option), text];
  });
}

/** The flag of an option: `weightDecay` is --weight-decay. */
function flagName(option: string): string {
  return `--${option.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;
}

function textOf(value: unknown): string {
  if (value === undefined || value === null) return "";
  return typeof value === "object" ? Array.from(value as ArrayLike<number>).join(",") : String(value);
}
