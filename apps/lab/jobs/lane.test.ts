import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { JobAnswer, JobRequest } from "./job.js";
import { createLane, type Lane } from "./lane.js";
import { createThreads } from "./threads.js";

/** A thread that answers when it is told to. */
class FakeWorker extends EventTarget {
  readonly requests: JobRequest[] = [];
  isEnded = false;

  constructor() {
    super();
    workers.push(this);
  }
  postMessage(request: JobRequest): void {
    this.requests.push(request);
  }
  terminate(): void {
    this.isEnded = true;
  }
  /** Answers the request at a place, as a thread does that was not ended. */
  answer(place: number, answer: Pick<JobAnswer, "kind"> & object): void {
    this.dispatchEvent(new MessageEvent("message", { data: { id: this.requests[place]!.id, ...answer } }));
  }
}

let workers: FakeWorker[] = [];
let told: string[] = [];
const done = (value: string) => ({ kind: "done", value }) as const;

/** Asks for a job, and writes down what comes of it under a name. */
function ask(lane: Lane, name: string): void {
  lane.submit(
    "objective",
    { objective: name },
    {
      onPartial: (partial) => told.push(`${name} partly ${String(partial)}`),
      onDone: (output) => told.push(`${name} done ${String(output)}`),
      onFailure: ({ message }) => told.push(`${name} failed ${message}`),
    },
  );
}

beforeEach(() => {
  workers = [];
  told = [];
  vi.useFakeTimers();
  vi.stubGlobal("Worker", FakeWorker);
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

describe("a lane", () => {
  it("begins its thread at the first request, and keeps it", () => {
    const lane = createLane(createThreads());
    expect(workers).toHaveLength(0);
    ask(lane, "a");
    workers[0]!.answer(0, { kind: "partial", value: "half" } as never);
    workers[0]!.answer(0, done("1"));
    ask(lane, "b");
    workers[0]!.answer(1, { kind: "failed", error: { name: "RangeError", message: "no" } } as never);
    expect(told).toEqual(["a partly half", "a done 1", "b failed no"]);
    expect(workers).toHaveLength(1);
  });

  it("lets what runs finish if it is soon done, and drops what waits for something newer", () => {
    const lane = createLane(createThreads());
    for (const name of ["a", "b", "c"]) ask(lane, name);
    vi.advanceTimersByTime(299);
    workers[0]!.answer(0, done("1"));
    workers[0]!.answer(1, done("3"));
    expect(told).toEqual(["a done 1", "c done 3"]);
    vi.advanceTimersByTime(1000);
    expect(workers.map(({ isEnded }) => isEnded)).toEqual([false]);
  });

  it("ends a thread that keeps something newer waiting, from the first newer request on", () => {
    const lane = createLane(createThreads());
    ask(lane, "a");
    ask(lane, "b");
    vi.advanceTimersByTime(200);
    ask(lane, "c");
    vi.advanceTimersByTime(100);
    expect(workers.map(({ isEnded }) => isEnded)).toEqual([true, false]);
    workers[0]!.answer(0, done("late"));
    workers[1]!.answer(0, done("3"));
    expect(told).toEqual(["c done 3"]);
  });

  it("is as patient with the next request as with the first", () => {
    const lane = createLane(createThreads());
    ask(lane, "a");
    ask(lane, "b");
    vi.advanceTimersByTime(250);
    workers[0]!.answer(0, done("1"));
    vi.advanceTimersByTime(250);
    expect(workers[0]!.isEnded).toBe(false);
    workers[0]!.answer(1, done("2"));
    expect(told).toEqual(["a done 1", "b done 2"]);
  });

  it("tells of a thread that fails, and goes on with another", () => {
    const lane = createLane(createThreads());
    ask(lane, "a");
    ask(lane, "b");
    workers[0]!.dispatchEvent(new Event("error"));
    expect(told).toEqual(["a failed The computing thread could not be loaded."]);
    workers[1]!.answer(0, done("2"));
    expect(told.slice(1)).toEqual(["b done 2"]);
    // what a thread says that has been ended concerns nobody
    workers[0]!.dispatchEvent(new Event("error"));
    expect(told).toHaveLength(2);
    expect(workers.map(({ isEnded }) => isEnded)).toEqual([true, false]);
  });

  it("that is cancelled tells nobody, and begins anew", () => {
    const lane = createLane(createThreads());
    ask(lane, "a");
    ask(lane, "b");
    lane.cancel();
    workers[0]!.answer(0, done("1"));
    expect(told).toEqual([]);
    vi.advanceTimersByTime(1000);
    ask(lane, "c");
    workers[1]!.answer(0, done("3"));
    expect(told).toEqual(["c done 3"]);
    expect(workers.map(({ isEnded }) => isEnded)).toEqual([true, false]);
  });

  it("leaves a thread that rests to the next lane, which alone hears of it", () => {
    const threads = createThreads();
    const lane = createLane(threads);
    ask(lane, "a");
    workers[0]!.answer(0, done("1"));
    lane.cancel();
    const next = createLane(threads);
    ask(next, "b");
    workers[0]!.answer(1, done("2"));
    expect(told).toEqual(["a done 1", "b done 2"]);
    ask(lane, "c");
    expect(workers).toHaveLength(2);
  });

  it("ends threads that are too many to rest", () => {
    const threads = createThreads();
    const lanes = Array.from({ length: 6 }, () => createLane(threads));
    for (const lane of lanes) ask(lane, "a");
    for (const worker of workers) worker.answer(0, done("1"));
    for (const lane of lanes) lane.cancel();
    expect(workers.map(({ isEnded }) => isEnded)).toEqual([false, false, false, false, true, true]);
  });
});
