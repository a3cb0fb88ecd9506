import { cpSync, mkdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { serveFolder } from "../../adapters/web/index.js";
import { root } from "../laws/sources.js";
import {
  drawn,
  type LabPage,
  launchBrowser,
  openLab,
  type PageOptions,
  type ServedLab,
  saveCsv,
  serveLab,
} from "./browser.js";
import { createFolder } from "./run-cli.js";

const pictures = join(root, "test-artefacts", "lab");
const views = ["trajectory", "memory", "map", "certificates", "anatomy", "papers"] as const;

let browser: Browser;
let lab: ServedLab;

beforeAll(async () => {
  mkdirSync(pictures, { recursive: true });
  browser = await launchBrowser();
  lab = await serveLab();
});
afterAll(async () => {
  await browser?.close();
  await lab?.stop();
});

/** Opens a state, and says at the end that nothing has happened that should not. */
async function inLab(
  hash: string,
  { base = lab.url, ...options }: PageOptions & { readonly base?: string },
  act: (page: Page) => Promise<void>,
): Promise<void> {
  const opened: LabPage = await openLab(browser, `${base}${hash}`, options);
  try {
    await act(opened.page);
    expect(opened.problems).toEqual([]);
  } finally {
    await opened.close();
  }
}

/** A state of each view that is soon drawn. */
const states: Readonly<Record<(typeof views)[number], string>> = {
  trajectory: "objective=rosenbrock&steps=300",
  memory: "steps=300",
  map: "cells=24&mapSteps=100",
  certificates: "objective=quadratic&steps=200&lr=0.05",
  anatomy: "objective=power(2)&theta0=1&lr=0.001&beta2=0.99&steps=3200",
  papers: "figure=1",
};

describe.each(views)("the view %s", (view) => {
  const hash = `#view=${view}&${states[view]}`;

  it("shows figures in light and dark, and fits a narrow page", async () => {
    await inLab(hash, {}, async (page) => {
      // a paper's figure is drawn when its claims are checked
      if (view === "papers") await page.getByRole("button", { name: "Check the claims here" }).click();
      await page.locator("main figure").first().waitFor({ timeout: 20_000 });
      const title = await page.title();
      expect(await page.getByRole("tab", { selected: true }).textContent()).toBe(title.replace(" – adaflow lab", ""));
      expect(await page.locator("main [role=alert]").allTextContents()).toEqual([]);
      expect((await page.locator(".notes").textContent())!.trim()).toBe("");
      await page.screenshot({ path: join(pictures, `${view}-light.png`), fullPage: true });
      await page.emulateMedia({ colorScheme: "dark" });
      await page.locator('html[data-theme="dark"]').waitFor({ state: "attached" });
      await page.waitForTimeout(150);
      await page.screenshot({ path: join(pictures, `${view}-dark.png`), fullPage: true });
      await page.setViewportSize({ width: 360, height: 740 });
      await page.waitForTimeout(150);
      const width = await page.evaluate("document.scrollingElement.scrollWidth");
      await page.screenshot({ path: join(pictures, `${view}-narrow.png`), fullPage: true });
      expect(width).toBeLessThanOrEqual(360);
    });
  });
});

describe("a figure", () => {
  it("is saved as a drawing and as a picture", async () => {
    await inLab("#steps=50", {}, async (page) => {
      const save = async (format: string) => {
        const button = page.getByRole("button", { name: new RegExp(`^Save “.*” as ${format}$`) }).last();
        const [download] = await Promise.all([page.waitForEvent("download"), button.click()]);
        return readFileSync(await download.path());
      };
      const svg = (await save("SVG")).toString();
      expect(svg).toMatch(/^<svg /);
      expect(svg).toContain("doubleWell");
      expect((await save("PNG")).subarray(1, 4).toString()).toBe("PNG");
    });
  });
});

describe("the command line of what is shown", () => {
  it("stands below it, to be copied", async () => {
    const permissions = ["clipboard-read", "clipboard-write"];
    await inLab("#objective=x%5E2%20%2B%201&roads=nonlocal&lr=0.1&steps=20", { permissions }, async (page) => {
      const line = "adaflow solve --optimizer adam --objective 'x^2 + 1' --theta0 1 --lr 0.1 --steps 20";
      const field = page.getByRole("textbox", { name: "The same on the command line" });
      await expect.poll(() => field.inputValue()).toBe(line);
      await page.getByRole("button", { name: "Copy" }).click();
      await expect.poll(() => page.evaluate("navigator.clipboard.readText()")).toBe(line);
      await page.getByRole("tab", { name: "Papers" }).click();
      await expect.poll(() => field.inputValue()).toBe("adaflow reproduce --only 1 --scale quick");
    });
  });
});

/** What a state is in the page: the settings, and the numbers of a figure. */
async function stateOf(page: Page) {
  const entries = page.locator("aside input, aside select");
  const settings = await entries.evaluateAll((all) =>
    all.map((each) => `${each.id} ${(each as unknown as { value: string }).value}`),
  );
  return { settings, rows: await saveCsv(page, /loss.* as CSV/) };
}

describe("an address", () => {
  it("restores what was set by hand: by slider, entry and keys", async () => {
    let address = "";
    let before = {};
    await inLab("", {}, async (page) => {
      await page.locator("#control-objective").fill("(x - 4)^2 / 2 + cos(x)");
      await page.keyboard.press("Enter");
      await page.getByRole("slider", { name: /learning rate/ }).focus();
      for (let k = 0; k < 5; k++) await page.keyboard.press("ArrowRight");
      await page.locator("#control-beta2").fill("0.98");
      await page.keyboard.press("Enter");
      await drawn(page);
      await expect.poll(() => page.url()).toContain("beta2=0.98");
      before = await stateOf(page);
      address = page.url();
    });
    await inLab("", { base: address }, async (page) => {
      expect(await stateOf(page)).toEqual(before);
    });
  });

  it("works from any static host, below any path", async () => {
    const folder = createFolder();
    cpSync(join(root, "dist", "lab"), join(folder, "some/path"), { recursive: true });
    const host = await serveFolder(folder, { port: 0 });
    await inLab("some/path/#objective=(x-4)%5E2", { base: host.url }, async (page) => {
      expect(await page.locator("main figure canvas").count()).toBeGreaterThan(0);
    });
    await host.close();
  });
});

describe("by keyboard alone", () => {
  it("settings change, views open, and steps are taken back", async () => {
    await inLab("", {}, async (page) => {
      const rate = page.locator("#control-lr");
      const initial = await rate.inputValue();
      for (let k = 0; k < 60; k++) {
        await page.keyboard.press("Tab");
        const label = await page.evaluate("document.activeElement.getAttribute('aria-label') ?? ''");
        if (/learning rate.*slider/.test(label as string)) break;
      }
      await page.keyboard.press("ArrowRight");
      const changed = await rate.inputValue();
      expect(Number(changed)).toBeGreaterThan(Number(initial));
      await page.keyboard.press("Control+z");
      expect(await rate.inputValue()).toBe(initial);
      await page.keyboard.press("Control+y");
      expect(await rate.inputValue()).toBe(changed);
      for (const [index, name] of views.entries()) {
        await page.keyboard.press(`Alt+${index + 1}`);
        await page.locator(`#tab-${name}[aria-selected=true]`).waitFor();
      }
      await page.keyboard.press("Alt+1");
      await drawn(page);
      await page.getByRole("button", { name: "Reset" }).press("Enter");
      expect(await rate.inputValue()).toBe(initial);
      await page.getByRole("button", { name: "Undo" }).press("Enter");
      expect(await rate.inputValue()).toBe(changed);
      await page.getByRole("button", { name: "Redo" }).press("Enter");
      expect(await rate.inputValue()).toBe(initial);
    });
  });
});
