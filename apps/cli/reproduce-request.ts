import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { type Paper, papers } from "../../papers/index.js";
import type { Scale } from "../../src/experiments/index.js";
import { findByName } from "../../src/numeric/nearest.js";
import type { CliInput } from "./command.js";
import { parseNumbers, usageError } from "./values.js";

/** What is to be reproduced, and where to. */
export interface ReproduceRequest {
  readonly paper: Paper;
  readonly experiments: Paper["experiments"];
  /** Absolute path. */
  readonly out: string;
  readonly scale: Scale;
  readonly withReference: boolean;
  readonly failOnClaims: boolean;
  readonly force: boolean;
  readonly json: boolean;
  /** Of adaflow. */
  readonly version: string;
}

/** Reads what was typed. @throws {RangeError} if something of it is unknown. */
export async function readRequest({ operands, options }: CliInput, cwd: string): Promise<ReproduceRequest> {
  const paper = findByName(papers, operands[0] ?? "heredia-2024", { action: "reproduce", what: "the paper" });
  const text = (name: string, standard: string) => (typeof options[name] === "string" ? options[name] : standard);
  const scale = text("scale", "full");
  if (scale !== "quick" && scale !== "full") {
    throw usageError({ action: "reproduce", name: "--scale", text: scale }, "quick or full");
  }
  const failOn = text("failOn", "claims");
  if (failOn !== "claims") throw usageError({ action: "reproduce", name: "--fail-on", text: failOn }, "claims");
  const out = text("out", "report");
  if (out === "") throw usageError({ action: "reproduce", name: "--out", text: out }, "a path");
  return {
    paper,
    experiments: selectFigures(paper, options.only),
    out: resolve(cwd, out),
    scale,
    withReference: options.withReference === true,
    failOnClaims: options.failOn !== undefined,
    force: options.force === true,
    json: options.json === true,
    version: readVersion(),
  };
}

function selectFigures({ experiments }: Paper, only: CliInput["options"][string]): Paper["experiments"] {
  if (typeof only !== "string") return experiments;
  const value = { action: "reproduce", name: "--only", text: only };
  const wanted = parseNumbers(value, "count");
  const known = experiments.map(({ figure }) => figure);
  if (!wanted.every((figure) => known.includes(figure))) {
    throw usageError(value, `figures from ${known[0]} to ${known.at(-1)}, comma-separated`);
  }
  return experiments.filter(({ figure }) => wanted.includes(figure));
}

function readVersion(): string {
  const file = new URL("../../../package.json", import.meta.url);
  return (JSON.parse(readFileSync(file, "utf8")) as { version: string }).version;
}
