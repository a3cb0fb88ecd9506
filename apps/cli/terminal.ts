import type { CliIo } from "./command.js";
import { exitCodes } from "./command.js";

/** Work that takes longer than this gets a progress bar, in ms. */
const PATIENCE = 500;

/** The process as commands see it, and what only `main` may do. */
export interface Terminal {
  readonly io: CliIo;
  /** Prints a refusal. */
  error(message: string): void;
  /** Removes the bar and every handler. */
  close(): void;
}

/** Streams, signals and the progress bar of this process. */
export function createTerminal(): Terminal {
  const bar = createBar();
  const cancelling = createCancelling(bar.close);
  // a reader that has seen enough (`| head`) is no error
  process.stdout.on("error", (error: NodeJS.ErrnoException) => {
    if (error.code === "EPIPE") process.exit(exitCodes.done);
    const shown = error.code ?? error.message;
    process.stderr.write(`${red("error:")} Cannot write as stdout must take all of it: current value is ${shown}\n`);
    process.exit(exitCodes.usage);
  });
  const note = (message: string): void => {
    bar.hide();
    process.stderr.write(`${message}\n`);
  };
  return {
    io: {
      out: (text) => {
        bar.hide();
        process.stdout.write(text);
      },
      note,
      progress: bar.show,
      isCancelled: cancelling.isCancelled,
      onCancel: cancelling.onCancel,
      untilCancelled: cancelling.untilCancelled,
      cwd: process.cwd(),
    },
    error: (message) => note(`${red("error:")} ${message}`),
    close: () => {
      bar.close();
      cancelling.close();
    },
  };
}

function createCancelling(closeBar: () => void) {
  const listeners: (() => void)[] = [];
  let cancelled = false;
  let isMeant = false;
  const interrupt = (): void => {
    if (cancelled) process.exit(exitCodes.interrupted);
    cancelled = true;
    closeBar();
    if (!isMeant) {
      process.stderr.write("Interrupted: finishing with what there is; press Ctrl-C again to stop at once.\n");
    }
    for (const listener of listeners) listener();
  };
  process.on("SIGINT", interrupt);
  const onCancel = (listener: () => void): void => {
    if (cancelled) listener();
    else listeners.push(listener);
  };
  return {
    isCancelled: () => cancelled,
    onCancel,
    untilCancelled: () => {
      isMeant = true;
      return new Promise<void>(onCancel);
    },
    close: () => process.removeListener("SIGINT", interrupt),
  };
}

function createBar() {
  const begin = performance.now();
  let stop: (() => void) | null = null;
  let update: ((fraction: number, words: string) => void) | null = null;
  let state: "waiting" | "loading" | "shown" | "over" = process.stderr.isTTY ? "waiting" : "over";

  const load = async (): Promise<void> => {
    const { default: progress } = await import("cli-progress");
    if (state !== "loading") return;
    const bar = new progress.SingleBar({
      format: "{bar} {percentage} % {words}",
      stream: process.stderr,
      clearOnComplete: true,
      hideCursor: true,
      gracefulExit: false,
    });
    bar.start(100, 0, { words: "" });
    stop = () => bar.stop();
    update = (fraction, words) => bar.update(Math.round(100 * fraction), { words });
    state = "shown";
  };
  return {
    show: (fraction: number, words = ""): void => {
      if (state === "waiting" && performance.now() - begin > PATIENCE) {
        state = "loading";
        void load();
      }
      update?.(fraction, words);
    },
    /** Makes room for text; the next progress shows the bar again. */
    hide: (): void => {
      if (state !== "over") state = "waiting";
      stop?.();
      stop = null;
      update = null;
    },
    close: (): void => {
      stop?.();
      state = "over";
    },
  };
}

function red(text: string): string {
  const colourful = process.stderr.isTTY && !process.env.NO_COLOR && process.env.TERM !== "dumb";
  return colourful ? `\u001b[31m${text}\u001b[39m` : text;
}
