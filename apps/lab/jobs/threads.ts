/** Threads that rest between two lanes: one that has loaded its code answers sooner than a new one. */
export interface Threads {
  /** A thread that rests, else a new one. */
  take(): Worker;
  /** Lets a thread rest that has answered all it was asked; those too many are ended. */
  keep(thread: Worker): void;
}

/** Most threads that rest. */
const most = 4;

/** No thread rests yet. */
export function createThreads(): Threads {
  const resting: Worker[] = [];
  return {
    take: () => resting.pop() ?? new Worker(new URL("./worker.ts", import.meta.url), { type: "module" }),
    keep(thread) {
      if (resting.length < most) resting.push(thread);
      else thread.terminate();
    },
  };
}

/** The threads of the page. */
export const sharedThreads = createThreads();
