import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { drawn, launchBrowser, openLab, type PageOptions, type ServedLab, saveCsv, serveLab } from "./browser.js";

let browser: Browser;
let lab: ServedLab;

beforeAll(async () => {
  browser = await launchBrowser();
  lab = await serveLab();
});
afterAll(async () => {
  await browser?.close();
  await lab?.stop();
});

async function inLab(hash: string, options: PageOptions, act: (page: Page) => Promise<void>): Promise<void> {
  const opened = await openLab(browser, `${lab.url}${hash}`, options);
  try {
    await act(opened.page);
    expect(opened.problems).toEqual([]);
    expect(await opened.page.evaluate("[globalThis.pwned, ({}).pwned, Object.keys(Object.prototype)]")).toEqual([
      undefined,
      undefined,
      [],
    ]);
  } finally {
    await opened.close();
  }
}

/** What would set the global `pwned` if anything in it were executed or taken for markup. */
const attacks = [
  `constructor.constructor("globalThis.pwned = 1")()`,
  `x.constructor.constructor("globalThis.pwned = 1")()`,
  `import("data:text/javascript,globalThis.pwned=1")`,
  `eval("globalThis.pwned = 1")`,
  `f(x) = globalThis.pwned = 1`,
  `<img src=x onerror="globalThis.pwned=1">`,
  `"><script>globalThis.pwned=1</script>`,
  "javascript:globalThis.pwned=1",
  "__proto__",
  `__proto__.pwned`,
  "toString",
  "hasOwnProperty(1)",
  `${"(".repeat(150)}x${")".repeat(150)}^`,
  "x".repeat(399),
];

const saidOf = async (page: Page): Promise<string> =>
  (await page.locator(".notes, [role=alert]").allTextContents()).join("\n").trim();

describe("what is hostile executes nothing and is named", () => {
  it("typed as an objective: the last curve stays", async () => {
    await inLab("#objective=quadratic&steps=20", {}, async (page) => {
      const field = page.locator("#control-objective");
      const good = await saveCsv(page, /loss.* as CSV/);
      for (const attack of attacks) {
        await field.fill(attack);
        await page.keyboard.press("Enter");
        await expect.poll(() => saidOf(page), { timeout: 5000, message: attack }).not.toBe("");
        expect(await saveCsv(page, /loss.* as CSV/), attack).toEqual(good);
        await field.fill("quadratic");
        await page.keyboard.press("Enter");
        await expect.poll(() => saidOf(page), { timeout: 5000 }).toBe("");
      }
      // what is another curve would be seen
      await field.fill("power(4)");
      await page.keyboard.press("Enter");
      await expect.poll(() => page.evaluate("location.hash")).toContain("power(4)");
      await drawn(page);
      expect(await saveCsv(page, /loss.* as CSV/)).not.toEqual(good);
      expect(await page.locator("img, script:not([src])").count()).toBe(0);
    });
  });

  it("in the address, in any field", async () => {
    const [call, , , , , markup] = attacks.map(encodeURIComponent);
    const parts = [
      `objective=${call}`,
      `objective=${markup}`,
      `lr=${markup}&view=${markup}&roads=${call}&theta0=${call}`,
      "__proto__=1&constructor=2&__proto__[pwned]=1&toString=x",
      "%=%&%E0%A4%A=1&lr=%ZZ&=&&&a",
      "lr=1e999&steps=0x10&theta0=NaN,Infinity&beta1=-5",
      `view=memory&optimizer=general&kernel2=${markup}`,
      "view=map&xRange=1e308,-1e308&yRange=a,b&cells=NaN",
      `view=certificates&theorem=${markup}.........................`,
      `view=papers&paper=${markup}&figure=77`,
    ];
    await inLab("", {}, async (page) => {
      for (const part of parts) {
        await page.evaluate((hash) => {
          (globalThis as unknown as { location: { hash: string } }).location.hash = hash;
        }, part);
        await expect.poll(() => saidOf(page), { timeout: 5000, message: part }).not.toBe("");
        expect(await page.locator("main img, main script").count()).toBe(0);
        await page.evaluate("location.hash = 'steps=7'");
        await expect.poll(() => saidOf(page), { timeout: 5000 }).toBe("");
      }
      // a state that is as at the start has no address of its own
      await page.evaluate("location.hash = ''");
      await page.evaluate("location.hash = 'what=1'");
      await expect.poll(() => saidOf(page)).toMatch(/means nothing here/);
      await page.evaluate("location.hash = ''");
      await expect.poll(() => saidOf(page)).toBe("");
    });
  });

  it("as an address of ten megabytes", async () => {
    await inLab("", {}, async (page) => {
      await page.evaluate("location.hash = 'objective=' + 'x%2B'.repeat(2_500_000)");
      await expect.poll(() => saidOf(page), { timeout: 10_000 }).toMatch(/must be at most \d+ characters/);
    });
  });
});

describe("an objective that is being typed", () => {
  it("keeps every letter, however long the letters before take to read", async () => {
    await inLab("", { isUndrawn: true }, async (page) => {
      let isHeld = false;
      let letGo = (): void => {};
      const held = new Promise<void>((resolve) => {
        letGo = resolve;
      });
      await page.route(/objective-job/, async (route) => {
        isHeld = true;
        await held;
        await route.continue();
      });
      const field = page.locator("#control-objective");
      await field.fill("x^2");
      await expect.poll(() => isHeld, { timeout: 5000 }).toBe(true);
      await field.press("End");
      await field.pressSequentially("+y");
      letGo();
      await page.waitForTimeout(100);
      expect(await field.inputValue()).toBe("x^2+y");
      await expect.poll(() => page.evaluate("location.hash"), { timeout: 5000 }).toContain("x^2%2By");
      expect(await field.inputValue()).toBe("x^2+y");
    });
  });
});

describe("a cell of a map", () => {
  it("is let go when the map becomes too small for it", async () => {
    await inLab("#view=map&cells=60&mapSteps=20&mapCell=55,58", {}, async (page) => {
      const cell = page.getByLabel("One cell of the map");
      await expect.poll(() => cell.textContent(), { timeout: 10_000 }).toMatch(/confidence/);
      await page.locator("#control-cells").fill("40");
      await page.keyboard.press("Enter");
      await expect.poll(() => cell.textContent(), { timeout: 10_000 }).toMatch(/Point at a cell/);
      // keys of the buttons beside the map are their own
      const button = page.getByRole("button", { name: /regime.* as CSV/ }).first();
      await Promise.all([page.waitForEvent("download"), button.press("Enter")]);
      await button.press("ArrowRight");
      expect(await page.evaluate("location.hash")).not.toContain("trajectory");
      expect(await cell.textContent()).toMatch(/Point at a cell/);
    });
  });
});

describe("what is out of range", () => {
  it("is clamped with a note", async () => {
    await inLab("#lr=1e9&steps=2.5", {}, async (page) => {
      const said = await saidOf(page);
      expect(said).toMatch(/lr must be from .* to 10: 1000000000 became 10/);
      expect(said).toMatch(/steps must be an integer .*: 2\.5 became 3/);
      await page.locator("#control-beta2").fill("7");
      await page.keyboard.press("Enter");
      expect(await saidOf(page)).toMatch(/β₂ must be .*: 7 became 0\.99999/);
      await page.locator("#control-beta2").fill("much");
      await page.keyboard.press("Enter");
      expect(await saidOf(page)).toMatch(/β₂ must be a number: current value is much/);
      expect(await page.locator("#control-beta2").inputValue()).toBe("0.99999");
    });
  });
});

describe("a browser without what the lab computes with", () => {
  it("is told what is missing", async () => {
    const before = () => {
      Reflect.deleteProperty(globalThis, "Worker");
    };
    await inLab("", { before, isUndrawn: true }, async (page) => {
      await expect.poll(() => saidOf(page)).toMatch(/lacks .*Web Workers/);
    });
  });

  it("without WebAssembly shows everything but networks", async () => {
    const before = () => {
      Reflect.deleteProperty(globalThis, "WebAssembly");
    };
    await inLab("", { before }, async (page) => {
      expect(await page.locator("main figure canvas").count()).toBeGreaterThan(0);
    });
    await inLab("#view=anatomy&subject=network", { before, isUndrawn: true }, async (page) => {
      await expect.poll(() => saidOf(page)).toMatch(/WebAssembly/);
    });
  });
});

describe("a run that diverges", () => {
  it("is drawn up to there, and said", async () => {
    await inLab("#objective=power(4)&theta0=10&optimizer=gd&lr=1&steps=50&roads=discrete", {}, async (page) => {
      await expect.poll(() => page.locator("main").textContent()).toMatch(/diverge/);
      expect(await page.locator("main figure canvas").count()).toBeGreaterThan(0);
    });
  });
});
