import { type ChildProcess, spawn } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { delimiter, join } from "node:path";
import { type Browser, type BrowserContextOptions, chromium, type Page } from "playwright-core";
import { binary, createFolder } from "./run-cli.js";

const programs = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome"];

/** The browser that is there; one that is missing is a failure, as no other test sees the page. */
function findChromium(): string {
  const folders = ["/usr/bin", ...(process.env.PATH ?? "").split(delimiter)];
  const places = folders.flatMap((folder) => programs.map((name) => join(folder, name)));
  const found = [process.env.CHROMIUM, ...places].find((file) => file && existsSync(file));
  if (found) return found;
  throw new Error(
    "Cannot test the lab as a browser must be installed (apt-get install chromium, or CHROMIUM=path): current value is none",
  );
}

/** A browser without a window, for which no name of the network leads anywhere. */
export function launchBrowser(): Promise<Browser> {
  const args = ["--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1", "--force-color-profile=srgb"];
  return chromium.launch({ executablePath: findChromium(), args, timeout: 60_000 });
}

export interface ServedLab {
  /** Of the page. */
  readonly url: string;
  readonly process: ChildProcess;
  /** What it said on stderr so far. */
  said(): string;
  /** Presses Ctrl-C; resolves with the exit code. */
  stop(): Promise<number | null>;
}

/** Serves the lab by the built binary. Rejects with what it said if it ends without an address. */
export function serveLab(
  args: readonly string[] = ["--port", "0"],
  { env = {}, program = binary }: { readonly env?: Readonly<Record<string, string>>; readonly program?: string } = {},
): Promise<ServedLab> {
  const child = spawn(process.execPath, [program, "lab", ...args], {
    cwd: createFolder(),
    env: { ...process.env, ...env },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const kill = () => child.kill("SIGKILL");
  process.once("exit", kill);
  let said = "";
  child.stderr.setEncoding("utf8").on("data", (text: string) => {
    said += text;
  });
  const ended = new Promise<number | null>((resolve) => child.once("close", resolve));
  void ended.then(() => process.removeListener("exit", kill));
  const stop = () => {
    child.kill("SIGINT");
    return ended;
  };
  return new Promise((resolve, reject) => {
    child.stdout.setEncoding("utf8").once("data", (text: string) => {
      resolve({ url: text.trim(), process: child, said: () => said, stop });
    });
    void ended.then((code) => reject(new Error(`exit ${code}: ${said}`)));
  });
}

export interface LabPage {
  readonly page: Page;
  /** Everything that should not have happened: messages of the console, errors, failed or foreign requests, dialogs. */
  readonly problems: readonly string[];
  close(): Promise<void>;
}

interface Watched {
  readonly __drawn: { count: number; last: number };
}

export interface PageOptions extends BrowserContextOptions {
  /** Runs in the page before anything else. */
  readonly before?: () => void;
  /** Whether to return before anything is drawn. */
  readonly isUndrawn?: boolean;
}

/** Opens an address in a context of its own, and waits until it has drawn. */
export async function openLab(
  browser: Browser,
  address: string,
  { before, isUndrawn = false, ...options }: PageOptions = {},
): Promise<LabPage> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, ...options });
  const page = await context.newPage();
  const problems: string[] = [];
  const { origin } = new URL(address);
  context.on("console", (message) => {
    if (["error", "warning"].includes(message.type())) problems.push(`${message.type()}: ${message.text()}`);
  });
  context.on("weberror", (error) => problems.push(`error: ${error.error().stack ?? error.error().message}`));
  context.on("request", (request) => {
    const url = request.url();
    if (!url.startsWith(`${origin}/`) && !/^(blob|data):/.test(url)) problems.push(`request to ${url}`);
  });
  context.on("response", (response) => {
    if (response.status() >= 400) problems.push(`${response.status()} for ${response.url()}`);
  });
  context.on("requestfailed", (request) => problems.push(`failed: ${request.url()} ${request.failure()?.errorText}`));
  page.on("dialog", (dialog) => {
    problems.push(`dialog: ${dialog.message()}`);
    void dialog.dismiss();
  });
  await page.addInitScript(watch);
  if (before) await page.addInitScript(before);
  await page.goto(address);
  if (!isUndrawn) await drawn(page);
  return {
    page,
    get problems() {
      return problems;
    },
    close: () => context.close(),
  };
}

/** Counts what is drawn, and says what the policy of the page blocks. */
function watch(): void {
  const scope = globalThis as unknown as Watched & EventTarget & { document: EventTarget };
  Object.assign(scope, { __drawn: { count: 0, last: 0 } });
  scope.addEventListener("adaflow:drawn", () => {
    scope.__drawn.count++;
    scope.__drawn.last = performance.now();
  });
  scope.document.addEventListener("securitypolicyviolation", (event) => {
    const { violatedDirective, blockedURI } = event as Event & { violatedDirective: string; blockedURI: string };
    console.error(`blocked by the policy: ${violatedDirective} ${blockedURI}`);
  });
}

/** Waits until the view shows a figure and draws nothing more. */
export async function drawn(page: Page, { quiet = 120 }: { readonly quiet?: number } = {}): Promise<void> {
  await page.waitForFunction(
    (ms) => {
      const { __drawn: drawing, document } = globalThis as unknown as Watched & {
        document: { querySelector(selector: string): unknown };
      };
      const isShown = document.querySelector("main figure canvas, main article, main [role=alert]") !== null;
      return drawing.count > 0 && isShown && performance.now() - drawing.last > ms;
    },
    quiet,
    { timeout: 15_000, polling: 50 },
  );
}

/** The rows of the CSV file that a button saves, without comments and header. */
export async function saveCsv(page: Page, name: string | RegExp): Promise<readonly (readonly string[])[]> {
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("button", { name }).first().click(),
  ]);
  const lines = readFileSync(await download.path(), "utf8")
    .trimEnd()
    .split("\n");
  const [, ...rows] = lines.filter((line) => !line.startsWith("#"));
  return rows.map((line) => [...line.matchAll(/("(?:[^"]|"")*"|[^,]*)(?:,|$)/g)].slice(0, -1).map(([, cell]) => cell!));
}
