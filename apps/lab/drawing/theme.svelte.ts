/** Light, dark, or as the system is. */
export type ThemeChoice = "auto" | "light" | "dark";

/** What canvases need of the style sheet. */
export interface Colours {
  readonly isDark: boolean;
  readonly text: string;
  readonly muted: string;
  readonly grid: string;
  readonly surface: string;
}

const stored = "adaflow-theme";
const system = matchMedia("(prefers-color-scheme: dark)");

function createTheme() {
  let choice = $state<ThemeChoice>(readChoice());
  let systemDark = $state(system.matches);
  system.addEventListener("change", () => {
    systemDark = system.matches;
  });
  const isDark = $derived(choice === "auto" ? systemDark : choice === "dark");
  const colours = $derived<Colours>(
    isDark
      ? { isDark, text: "#e8e8e8", muted: "#a0a6ad", grid: "#33383e", surface: "#1b1e22" }
      : { isDark, text: "#1c1e21", muted: "#5c636b", grid: "#e6e8ea", surface: "#ffffff" },
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

function readChoice(): ThemeChoice {
  try {
    const found = localStorage.getItem(stored);
    return found === "light" || found === "dark" ? found : "auto";
  } catch {
    return "auto";
  }
}

export const theme = createTheme();
