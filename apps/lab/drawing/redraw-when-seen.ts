/** Draws when what is drawn can be seen, and a while after the last change where it cannot. */
export interface SeenDrawing {
  /** Something has changed. */
  change(): void;
  stop(): void;
}

/** Milliseconds without a change after which also what cannot be seen is drawn: it is then there when it comes into view. */
const quiet = 400;

/** Calls `draw` at once where `target` can be seen, else when it comes into view or nothing has changed for a while. */
export function drawWhenSeen(target: Element, draw: () => void): SeenDrawing {
  let isSeen = isInView(target);
  let isDue = false;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const drawDue = (): void => {
    clearTimeout(timer);
    if (!isDue) return;
    isDue = false;
    draw();
  };
  const observer = new IntersectionObserver(([entry]) => {
    isSeen = entry!.isIntersecting;
    if (isSeen) drawDue();
  });
  observer.observe(target);
  return {
    change() {
      isDue = true;
      clearTimeout(timer);
      if (isSeen) drawDue();
      else timer = setTimeout(drawDue, quiet);
    },
    stop() {
      clearTimeout(timer);
      observer.disconnect();
    },
  };
}

function isInView(target: Element): boolean {
  const { top, bottom } = target.getBoundingClientRect();
  return bottom >= 0 && top <= innerHeight;
}
