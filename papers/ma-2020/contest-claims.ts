import { type Finding, judge, type Measurement } from "../../src/experiments/index.js";
import type { Diagnosis } from "../../src/regimes/index.js";
import { arrivalAt, type Contest, type Contestant, type ContestKind, defaultOf, lateSpikes } from "./contest.js";
import { lossText } from "./loss-summary.js";

/** A claim about training curves, for the figures that have them. */
export interface ContestClaim {
  readonly id: string;
  readonly text: string;
  readonly expected: string;
  measure(contests: readonly Contest[]): Measurement;
}

type Look = (contestant: Contestant, contest: Contest) => Omit<Finding, "what">;

/** One finding for each setting of a kind. */
export function eachOf(contests: readonly Contest[], kind: ContestKind, look: Look): readonly Finding[] {
  return contests.flatMap((contest) =>
    contest.contestants
      .filter(({ item }) => item.kind === kind)
      .map((contestant) => ({
        what: [contest.what, contestant.item.label].filter((part) => part !== "").join(", "),
        ...look(contestant, contest),
      })),
  );
}

/**
 * What the paper says of the default and of a ≈ b, about curves over steps or over epochs.
 *
 * @param of what follows "the losses" in the definitions, such as how they are averaged; may be empty.
 */
export function contestClaims(unit: "step" | "epoch", of: string): readonly ContestClaim[] {
  return [defaultSpikes(unit, of), evenSmooth(of), evenFaster(unit, of)];
}

function defaultSpikes(unit: string, of: string): ContestClaim {
  return {
    id: "default-spikes",
    text: `With the default parameters there are large spikes during the late phase of training. Defined: the diagnosis of the losses${of} is spike, and a spike has its peak in the second half of the ${unit}s.`,
    expected: "spike, in the second half",
    measure: (contests) =>
      judge(
        eachOf(contests, "default", ({ loss, summary: { diagnosis } }) => {
          const { spikes, regime } = diagnosis;
          const late = lateSpikes(diagnosis, loss.length);
          const height = spikes === null ? "" : `, ${sizeText(spikes.decades)}`;
          return {
            value: `${regime}; ${spikes?.count ?? 0} spikes${height}, ${late.length} of them in the second half`,
            holds: regime === "spike" && late.length > 0,
          };
        }),
      ),
  };
}

function evenSmooth(of: string): ContestClaim {
  return {
    id: "even-smooth",
    text: `With a ≈ b training is smooth and much more stable. Defined: for each a = b that was run the diagnosis of the losses${of} is neither spike nor divergence.`,
    expected: "neither spike nor divergence",
    measure: (contests) =>
      judge(
        eachOf(contests, "even", ({ summary: { diagnosis } }) => {
          const { regime, spikes } = diagnosis;
          return {
            value: spikes === null ? regime : `${regime}, ${spikes.count} of them, ${sizeText(spikes.decades)}`,
            holds: regime !== "spike" && regime !== "divergence",
          };
        }),
      ),
  };
}

function evenFaster(unit: string, of: string): ContestClaim {
  return {
    id: "even-faster",
    text: `With a ≈ b training is also faster than with the default. Defined: the median loss${of} over the last fifth of the default’s run is reached in fewer ${unit}s than by the default itself, for each a = b that was run.`,
    expected: `fewer ${unit}s`,
    measure: (contests) =>
      judge(
        eachOf(contests, "even", ({ loss }, contest) => {
          const usual = defaultOf(contest);
          const level = usual.summary.median;
          if (!Number.isFinite(level)) return { value: "the default’s run blew up and has no level", holds: false };
          const [own, other] = [arrivalAt(loss, level), arrivalAt(usual.loss, level)];
          return {
            value: `${lossText(level)} after ${arrivalText(own, unit)} against ${arrivalText(other, unit)}`,
            holds: own >= 0 && own < other,
          };
        }),
      ),
  };
}

function arrivalText(place: number, unit: string): string {
  return place < 0 ? "never" : `${place} ${unit}${place === 1 ? "" : "s"}`;
}

/** The spikes of a diagnosis in words. */
export function spikeText({ spikes }: Pick<Diagnosis, "spikes">, unit: string): string {
  return spikes === null
    ? "none"
    : `${spikes.count} from ${unit} ${spikes.list[0]!.onset} on, ${sizeText(spikes.decades)}`;
}

/** A height in decades; one that passed through infinity has no number. */
function sizeText(decades: number): string {
  return Number.isFinite(decades) ? `${decades.toFixed(2)} decades high` : "through infinity";
}
