import { type CliCommand, type CliInput, type CliIo, exitCodes } from "./command.js";

const examples = `
Examples:
  adaflow reproduce heredia-2024 --out report
  adaflow reproduce --only 3,4 --scale quick --out report
  adaflow reproduce --with-reference --out report      (minutes; interrupted, it goes on where it was)
  adaflow reproduce --json --fail-on claims

A report folder of ours is replaced; any other folder that exists needs --force, and keeps what else is in it.`;

export const command: CliCommand = {
  configure(command) {
    command
      .argument("[paper]", "which paper (adaflow list papers)", "heredia-2024")
      .option("--out <folder>", "folder of the report", "report")
      .option(
        "--scale <scale>",
        "quick leaves out or coarsens what takes long; laptop: networks in minutes; paper: networks as printed, where the paper prints them (hours)",
        "laptop",
      )
      .option("--data-dir <folder>", "folder of data sets (adaflow data list)")
      .option("--only <figures>", "figures, comma-separated (default: all)")
      .option("--with-reference", "also run the paper's own slow method, at learning rates from 0.01")
      .option("--reference-from <lr>", "the same, down to this learning rate (tens of minutes below 0.01)")
      .option("--fail-on <what>", "claims: exit code 1 if a claim does not hold")
      .option("--force", "write into a folder that exists and is not a report of ours")
      .option("--json", "print one JSON object on stdout")
      .addHelpText("after", examples);
  },
  run: reproduce,
};

async function reproduce(input: CliInput, io: CliIo): Promise<number> {
  const { readRequest } = await import("./reproduce-request.js");
  const request = await readRequest(input, io.cwd);
  const { prepareReportFolder } = await import("../../adapters/files/report-folder.js");
  const { reportFiles, reportMarker } = await import("../../src/report/index.js");
  const folder = await prepareReportFolder(request.out, { marker: reportMarker, force: request.force });

  const { runStudies, certifyStudies, buildReport, reportNotes } = await import("../../src/experiments/index.js");
  const { createStudyRunner } = await import("./study-runner.js");
  const runner = createStudyRunner(request, io);
  const results = await runStudies(request.studies, {
    scale: request.scale,
    referenceFrom: request.referenceFrom,
    run: runner.run,
    train: runner.train,
    dataSets: await foundDataSets(request.dataFolder),
    onProgress: (fraction) => io.progress(0.6 * fraction),
    isCancelled: io.isCancelled,
  }).finally(runner.close);
  const certificates =
    results &&
    (await certifyStudies(results, {
      arxiv: request.paper.arxiv,
      onProgress: (fraction) => io.progress(0.6 + 0.2 * fraction),
      isCancelled: io.isCancelled,
      pause,
    }));
  if (results === null || certificates === null) {
    io.note("Interrupted: no report was written.");
    if (request.json) io.out(`${JSON.stringify({ schema_version: 1, status: "interrupted", claims: [] })}\n`);
    return exitCodes.interrupted;
  }
  const { renderSvg } = await import("../../adapters/charts/index.js");
  const report = await buildReport(results, {
    paper: request.paper,
    version: request.version,
    notes: reportNotes(request.paper.notes, {
      scale: request.scale,
      hasNetworks: results.some(({ hasNetworks }) => hasNetworks),
      isReferenceLeftOut:
        request.referenceFrom === Infinity &&
        results.some(({ claims }) => claims.some(({ verdict }) => verdict === "not-run")),
    }),
    renderSvg,
    certificates,
    onProgress: (fraction) => io.progress(0.8 + 0.2 * fraction),
  });
  await folder.write(reportFiles(report));
  runner.forget();

  const { reproductionJson, reproductionText } = await import("./reproduce-text.js");
  const claims = report.figures.flatMap((figure) => figure.claims);
  const outcome = { paper: request.paper.name, out: request.out, claims };
  io.out(request.json ? reproductionJson(outcome) : reproductionText(outcome));
  if (results.some(({ hasUnconverged }) => hasUnconverged)) return exitCodes.notConverged;
  return request.failOnClaims && claims.some(({ verdict }) => verdict === "fails")
    ? exitCodes.findings
    : exitCodes.done;
}

/** Names of the data sets that are there. */
async function foundDataSets(folder: string | undefined): Promise<readonly string[]> {
  const { availableSets } = await import("../../adapters/data/index.js");
  const sets = await availableSets({ folder });
  return sets
    .filter(({ folder: found, incomplete }) => found !== null && incomplete.length === 0)
    .map(({ name }) => name);
}

/** Lets the event loop turn, so that Ctrl-C is heard. */
const pause = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
