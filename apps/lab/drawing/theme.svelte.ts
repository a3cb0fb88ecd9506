/** Light, dark, or as the system is. */
export type ThemeChoice = "auto" | "light" | "dark";

/** What canvases need of the style sheet. */
export interface Colours {
  readonly isDark: boolean;
  /** How much larger text is than in a window of ordinary width; lengths in canvases are multiplied by it. */
  readonly scale: number;
  readonly text: string;
  readonly muted: string;
  readonly grid: string;
  readonly surface: string;
}

const stored = "adaflow-theme";
/** Size of the letters in a window of ordinary width, in CSS pixels. */
const ordinary = 15;
const system = matchMedia("(prefers-color-scheme: dark)");

function createTheme() {
  let choice = $state<ThemeChoice>(readChoice());
  let systemDark = $state(system.matches);
  let scale = $state(readScale());
  system.addEventListener("change", () => {
    systemDark = system.matches;
  });
  window.addEventListener("resize", () => {
    scale = readScale();
  });
  const isDark = $derived(choice === "auto" ? systemDark : choice === "dark");
  const colours = $derived<Colours>(
    isDark
      ? { isDark, scale, text: "#e8e8e8", muted: "#a5abb2", grid: "#33383e", surface: "#1b1e22" }
      : { isDark, scale, text: "#1c1e21", muted: "#565d65", grid: "#e6e8ea", surface: "#ffffff" },
  );
  return {
    get choice() {
      return choice;
    },
    get colours() {
      return colours;
    },
    set(next: ThemeChoice): void {
      choice = next;
      try {
        localStorage.setItem(stored, next);
      } catch {
        // private windows may have no storage: the choice then lasts as long as the page
      }
    },
  };
}

/** The style sheet lets letters grow with the window; in twentieths, so that plots are not made anew for nothing. */
function readScale(): number {
  const size = Number.parseFloat(getComputedStyle(document.documentElement).fontSize) / ordinary;
  return Number.isFinite(size) ? Math.round(20 * size) / 20 : 1;
}

function readChoice(): ThemeChoice {
  try {
    const found = localStorage.getItem(stored);
    return found === "light" || found === "dark" ? found : "auto";
  } catch {
    return "auto";
  }
}

export const theme = createTheme();
