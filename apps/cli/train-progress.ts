import type { CliIo } from "./command.js";

/** Time between two looks at the rate, in ms. */
const REPORT = 200;

/** Shows how far a run is: the share done, its loss, steps a second and the time that is left. */
export function createTrainProgress(steps: number, io: CliIo): (step: number, loss: number) => void {
  let first: { readonly step: number; readonly time: number } | null = null;
  let shown = 0;
  return (step, loss) => {
    const now = performance.now();
    first ??= { step, time: now };
    if (now - shown < REPORT && step < steps) return;
    shown = now;
    const rate = (1000 * (step - first.step)) / (now - first.time);
    const left = rate > 0 ? `${rate.toPrecision(3)} steps/s, ${clock((steps - step) / rate)} left` : "";
    io.progress(
      steps === 0 ? 1 : step / steps,
      `step ${step}, loss ${loss.toPrecision(4)}, ${left}`.replace(/, $/, ""),
    );
  };
}

/** Seconds as 1:05 or 2:03:04. */
function clock(seconds: number): string {
  const whole = Math.ceil(seconds);
  const parts = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60, whole % 60];
  const used = parts[0] === 0 ? parts.slice(1) : parts;
  return used.map((part, i) => (i === 0 ? String(part) : String(part).padStart(2, "0"))).join(":");
}
