import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { type Paper, papers } from "../../papers/index.js";
import { type Scale, scales } from "../../src/experiments/index.js";
import { findByName } from "../../src/numeric/nearest.js";
import type { CliInput } from "./command.js";
import { parseNumber, parseNumbers, usageError } from "./values.js";

/** What is to be reproduced, and where to. */
export interface ReproduceRequest {
  readonly paper: Paper;
  readonly studies: Paper["studies"];
  /** Absolute path. */
  readonly out: string;
  readonly scale: Scale;
  /** Runs of the paper's own slow method are made down to this learning rate; Infinity: none. */
  readonly referenceFrom: number;
  /** Folder of data sets, looked at before the usual places. */
  readonly dataFolder: string | undefined;
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
  const given = text("scale", "laptop");
  const scale = scales.find((known) => known === given);
  if (scale === undefined) {
    throw usageError({ action: "reproduce", name: "--scale", text: given }, "quick, laptop or paper");
  }
  const failOn = text("failOn", "claims");
  if (failOn !== "claims") throw usageError({ action: "reproduce", name: "--fail-on", text: failOn }, "claims");
  const out = text("out", "report");
  if (out === "") throw usageError({ action: "reproduce", name: "--out", text: out }, "a path");
  return {
    paper,
    studies: selectFigures(paper, options.only),
    out: resolve(cwd, out),
    scale,
    referenceFrom: referenceFrom(options),
    dataFolder: typeof options.dataDir === "string" ? resolve(cwd, options.dataDir) : undefined,
    failOnClaims: options.failOn !== undefined,
    force: options.force === true,
    json: options.json === true,
    version: readVersion(),
  };
}

function selectFigures({ studies }: Paper, only: CliInput["options"][string]): Paper["studies"] {
  if (typeof only !== "string") return studies;
  const value = { action: "reproduce", name: "--only", text: only };
  const wanted = parseNumbers(value, "count");
  const known = studies.map(({ figure }) => figure);
  if (!wanted.every((figure) => known.includes(figure))) {
    throw usageError(value, `figures among ${known.join(", ")}, comma-separated`);
  }
  return studies.filter(({ figure }) => wanted.includes(figure));
}

/** Below this learning rate a paper's own method takes tens of minutes. */
const SLOWEST = 0.01;

function referenceFrom(options: CliInput["options"]): number {
  if (typeof options.referenceFrom === "string") {
    return parseNumber({ action: "reproduce", name: "--reference-from", text: options.referenceFrom }, "positive");
  }
  return options.withReference === true ? SLOWEST : Infinity;
}

function readVersion(): string {
  const file = new URL("../../../package.json", import.meta.url);
  return (JSON.parse(readFileSync(file, "utf8")) as { version: string }).version;
}
