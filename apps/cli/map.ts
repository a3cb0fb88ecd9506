import type { MapSubject } from "../../src/maps/index.js";
import { type CliCommand, type CliInput, type CliIo, exitCodes } from "./command.js";
import type { ShownMap } from "./map-text.js";
import type { OutputContent } from "./outputs.js";

const examples = `
Axes are two of beta1, beta2, rate1 = (1 − beta1)/lr, rate2 = (1 − beta2)/lr and lr, as name=from:to:count, both ends
included. What is on no axis comes from its flag. Each cell is a run of the algorithm from --theta0; its losses say whether it
converged (.), oscillates (~), spikes (^) or diverges (#).

Examples:
  adaflow map --objective x^4/4 --theta0 1 --lr 0.001 --epsilon 0 --steps 3000 --x beta1=0.5:0.95:40 --y beta2=0.5:0.95:20
  adaflow map --objective quadratic --theta0 1 --lr 0.001 --steps 5000 --x rate1=1:1000:40 --scale-x log --y rate2=1:1000:20 --scale-y log
  adaflow map --optimizer rmsprop --objective doubleWell --theta0 0.1 --steps 500 --x beta2=0.5:0.99:40 --y lr=1e-3:1e-1:20 --scale-y log --plot map.svg

With --out cells are kept as they are made, in a hidden folder beside it: the same command goes on where it was interrupted.`;

export const command: CliCommand = {
  configure(command) {
    command
      .option(
        "--objective <what>",
        'a name, an expression such as "x^4/4", a .ts/.js/.mjs file, or the .yaml/.json spec of a network',
      )
      .option("--variables <names>", "order of the variables of an expression (default: alphabetical)")
      .option("--theta0 <numbers>", "start, comma-separated (a network starts from its first parameters)")
      .option("--data-dir <folder>", "folder of data sets, for a spec (adaflow data list)")
      .option("--steps <N>", "updates of each run")
      .option("--x <axis>", "columns: name=from:to:count")
      .option("--y <axis>", "rows: name=from:to:count")
      .option("--scale-x <scale>", "linear (default) or log")
      .option("--scale-y <scale>", "linear (default) or log")
      .option("--optimizer <name>", "adam (default), adamw or rmsprop")
      .option("--lr <lr>", "learning rate")
      .option("--beta1 <b>", "first momentum factor (0.9)")
      .option("--beta2 <b>", "second momentum factor (0.999, rmsprop 0.99)")
      .option("--rate1 <b>", "(1 − beta1)/lr, in place of --beta1")
      .option("--rate2 <a>", "(1 − beta2)/lr, in place of --beta2")
      .option("--epsilon <e>", "added to the root (1e-8); at 0, 0/0 is 0")
      .option("--weight-decay <w>", "L2, for adamw decoupled (0; adamw 0.01)")
      .option("--norm", "one second moment, of ‖g‖², scales all parameters")
      .option("--workers <n>", "threads (as many as there are cores); the results do not depend on it")
      .option("--json", "print one JSON object on stdout")
      .option("--plot <file>", "write a figure, .svg or .png")
      .option("--out <folder>", "write settings, map, cells and figure into a new folder; an interrupted map goes on")
      .option("--force", "overwrite what exists, and begin anew where kept cells are of another map or damaged")
      .addHelpText("after", examples);
  },
  run: map,
};

async function map(input: CliInput, io: CliIo): Promise<number> {
  const { readMapRequest } = await import("./map-request.js");
  const request = readMapRequest(input, io.cwd);
  const { prepareOutputs } = await import("./outputs.js");
  const outputs = await prepareOutputs(input, io.cwd);
  const { makeCells } = await import("./map-cells.js");
  const made = await makeCells(request, io);
  if (made === null) {
    io.note("Interrupted: no cell was made.");
    return exitCodes.interrupted;
  }
  const { countRegimes, mapOverlays } = await import("../../src/maps/index.js");
  const { plan, json: isJson, out } = request;
  const { x, y } = plan.settings;
  const { cells, settings, subject } = made;
  const isWhole = made.made === plan.cells;
  const overlays = mapOverlays(plan, subject);
  const shown = { x, y, cells, settings, overlays, status: isWhole ? "completed" : "interrupted" } as const;
  if (isWhole) {
    await outputs.write(await contentOf(shown, subject));
    made.forget();
  }
  await print(shown, { isJson, io });
  if (!isWhole) {
    const kept = out === undefined ? "none is kept, as --out was not given" : "the same command goes on from there";
    io.note(`Interrupted: ${made.made} of ${plan.cells} cells are made; ${kept}.`);
    return exitCodes.interrupted;
  }
  const { failed = 0 } = countRegimes(cells);
  if (failed > 0) io.note(`${failed} of ${plan.cells} cells failed.`);
  return failed > 0 ? exitCodes.findings : exitCodes.done;
}

/** What --plot and --out write. */
async function contentOf(shown: ShownMap, subject: MapSubject): Promise<OutputContent> {
  const { mapCsv, mapJson } = await import("./map-text.js");
  return {
    settings: shown.settings,
    resultName: "map.json",
    result: () => mapJson(shown),
    table: { name: "cells.csv", chunks: () => mapCsv(shown) },
    figure: async () => {
      const { mapFigure } = await import("../../src/report/index.js");
      const { figureMap } = await import("./map-title.js");
      return mapFigure(...figureMap(shown, subject));
    },
  };
}

async function print(shown: ShownMap, { isJson, io }: { readonly isJson: boolean; readonly io: CliIo }): Promise<void> {
  if (isJson) {
    const { mapJson } = await import("./map-text.js");
    for (const part of mapJson(shown)) io.out(part);
    return;
  }
  const { mapPicture } = await import("./map-picture.js");
  for (const sentence of shown.overlays.leftOut) io.note(sentence);
  io.out(mapPicture(shown));
}
