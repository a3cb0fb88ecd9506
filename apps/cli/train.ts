import type { FigureSpec } from "../../src/report/index.js";
import type { Engine } from "../../src/training/index.js";
import { type CliCommand, type CliInput, type CliIo, exitCodes } from "./command.js";
import type { Outputs } from "./outputs.js";
import type { TrainRequest } from "./train-request.js";

const examples = `
A spec says what is trained on what, and how; docs/guide/train.md has all its keys. The shortest fits f(x) = Σ sin 2πxₖ:

  network: { hidden: [100, 100] }
  data: sine-sum
  lr: 1e-3
  steps: 5000

Examples:
  adaflow train spec.yaml
  adaflow train spec.yaml --lr 1e-2 --steps 200 --out runs/fast
  adaflow train spec.yaml --out runs/fast --resume       (after a kill, to the same bytes)

Metrics are written to the folder as the run goes, then parameters, a figure and a diagnosis. The same seed gives the same
numbers, whatever the number of threads. Flags that are typed go before the spec, which goes before ADAFLOW_* and
adaflow.config.json.`;

export const command: CliCommand = {
  configure(command) {
    command
      .argument("<spec>", "a YAML or JSON file")
      .option("--lr <lr>", "learning rate (0.001)")
      .option("--steps <N>", "updates (1000)")
      .option("--seed <n>", "seed of data, first parameters and batches (1)")
      .option("--engine <engine>", "auto (default: native where ONNX Runtime can be used), native or wasm")
      .option(
        "--threads <n>",
        "threads of the native engine (as many as there are cores); the results do not depend on it",
      )
      .option("--data-dir <folder>", "folder of data sets (adaflow data list)")
      .option("--out <folder>", "folder of the run (runs/ and the name of the spec)")
      .option("--resume", "go on with the run in the folder, or begin it")
      .option("--force", "begin anew where there is a run, and overwrite what exists")
      .option("--plot <file>", "also write the figure here, .svg or .png")
      .option("--json", "print one JSON object on stdout")
      .option("--quiet", "no progress and no notes on stderr")
      .addHelpText("after", examples);
  },
  run: train,
};

async function train(input: CliInput, given: CliIo): Promise<number> {
  const io = input.options.quiet === true ? { ...given, note: () => undefined, progress: () => undefined } : given;
  const { readTrainRequest } = await import("./train-request.js");
  const request = await readTrainRequest(input, io.cwd);
  const { prepareOutputs } = await import("./outputs.js");
  const { plot, force } = input.options;
  const outputs = await prepareOutputs({ ...input, options: { plot, force } }, io.cwd);
  if (request.isFinished) return showFinished(request, { outputs, io });
  const { runTraining } = await import("./train-run.js");
  const trained = await runTraining(request, io);
  if (trained === null) return showFinished(request, { outputs, io });
  const { result, figure } = trained;
  if (figure) await writeFigure(outputs, figure);
  const { trainResultJson, trainResultText } = await import("./train-text.js");
  if (result.status === "interrupted") {
    io.note(`Interrupted at step ${result.steps} of ${request.spec.setting.steps}: --resume goes on from there.`);
  }
  io.out(request.json ? trainResultJson(result) : trainResultText(result));
  return result.status === "interrupted" ? exitCodes.interrupted : exitCodes.done;
}

/** Shows a run that has ended, and draws it from what it has left. */
async function showFinished(
  request: TrainRequest,
  { outputs, io }: { readonly outputs: Outputs; readonly io: CliIo },
): Promise<number> {
  const { closeFinished } = await import("../../adapters/files/train-finished.js");
  const { atTrainPlace } = await import("./train-place.js");
  const { settingsOf } = await import("./train-settings.js");
  const { setting, engine } = request.spec;
  const settingsOn = (made: unknown) => settingsOf(request, engine === "auto" ? (made as Engine) : engine);
  const text = atTrainPlace(request, () => closeFinished(request.out, settingsOn));
  io.note(`The run in ${request.shownOut} has ended: nothing is left to do.`);
  if (request.isDrawn) {
    const { readMetrics } = await import("../../adapters/files/train-metrics.js");
    const { figureOf } = await import("./train-figure.js");
    await writeFigure(outputs, figureOf({ metrics: readMetrics(request.out) }, setting));
  }
  const { trainResultText } = await import("./train-text.js");
  io.out(request.json ? text : trainResultText(JSON.parse(text)));
  return exitCodes.done;
}

/** Writes what --plot asks for. */
function writeFigure(outputs: Outputs, figure: FigureSpec): Promise<void> {
  return outputs.write({
    settings: null,
    result: () => [],
    table: { name: "metrics.csv", chunks: () => [] },
    figure: async () => figure,
  });
}
