/** Milliseconds between two reports. */
const pause = 60;

/** Hands a share that is done on, but not so often that the page is busy with it. */
export function progressReport(report: (share: number) => void): (share: number) => void {
  let last = performance.now();
  return (share) => {
    const now = performance.now();
    if (now - last < pause) return;
    last = now;
    report(share);
  };
}
