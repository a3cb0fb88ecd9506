/** Hears whether anything comes. */
export interface SilenceWatch {
  /** Aborts when the outer signal does, or at silence, with an error that says how long it was. */
  readonly signal: AbortSignal;
  /** Something came: the time begins anew. */
  hear(): void;
  /** Ends the watch. */
  stop(): void;
}

/** Watches for a time without a sign of life, `longest` in ms. */
export function watchSilence(outer: AbortSignal, { longest }: { readonly longest: number }): SilenceWatch {
  const controller = new AbortController();
  const follow = (): void => controller.abort(outer.reason);
  if (outer.aborted) follow();
  outer.addEventListener("abort", follow, { once: true });
  const timer = setTimeout(() => controller.abort(new Error(`nothing for ${longest / 1000} s`)), longest);
  return {
    signal: controller.signal,
    hear: () => {
      timer.refresh();
    },
    stop: () => {
      clearTimeout(timer);
      outer.removeEventListener("abort", follow);
    },
  };
}
