// The built lab in a real browser.
import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { delimiter, join } from "node:path";
import { chromium } from "playwright-core";
import { root } from "./process.mjs";

/** A browser without a window. */
export function launchBrowser() {
  const folders = ["/usr/bin", ...(process.env.PATH ?? "").split(delimiter)];
  const names = ["chromium", "chromium-browser", "google-chrome"];
  const places = folders.flatMap((folder) => names.map((name) => join(folder, name)));
  const executablePath = [process.env.CHROMIUM, ...places].find((file) => file && existsSync(file));
  if (!executablePath) throw new Error("Cannot measure the lab as a browser must be installed: current value is none");
  return chromium.launch({ executablePath });
}

/** Serves the lab by its command; returns its address and how to end it. */
export async function serveLab() {
  const stdio = ["ignore", "pipe", "ignore"];
  const child = spawn(process.execPath, [join(root, "bin", "adaflow.js"), "lab", "--port", "0"], { stdio });
  const url = await new Promise((resolve, reject) => {
    child.stdout.setEncoding("utf8").once("data", (text) => resolve(text.trim()));
    child.once("exit", (code) => reject(new Error(`Cannot measure the lab as its server ended with ${code}`)));
  });
  return { url, close: () => child.kill("SIGINT") };
}

/** A page in a fresh context that knows the time of its first drawing and that drawing's paint, in ms since navigation. */
export async function openPage(browser, url) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 } });
  const page = await context.newPage();
  const errors = [];
  page.on("pageerror", (error) => errors.push(error.message));
  await page.addInitScript(watch);
  await page.goto(url);
  const first = await page.evaluate("firstDrawn");
  return {
    page,
    first,
    async close() {
      await context.close();
      if (errors.length > 0) throw new Error(`Cannot measure the lab as no error must happen in it: ${errors[0]}`);
    },
  };
}

/**
 * `drawnAfter(act, until)`: milliseconds from an act to the paint of the first drawing that `until` accepts.
 * `curvesAfter(act)`: milliseconds to other curves, drafts among them: until canvases hold them, and until they are shown.
 */
function watch() {
  const painted = () =>
    new Promise((resolve) => {
      requestAnimationFrame(() => {
        const { port1, port2 } = new MessageChannel();
        port1.onmessage = () => resolve(performance.now());
        port2.postMessage(0);
      });
    });
  const nextDrawn = (until) =>
    new Promise((resolve) => {
      const onDrawn = ({ detail }) => {
        if (!until(detail)) return;
        removeEventListener("adaflow:drawn", onDrawn);
        resolve(painted());
      };
      addEventListener("adaflow:drawn", onDrawn);
    });
  let last = null;
  addEventListener("adaflow:drawn", ({ detail }) => {
    last = detail;
  });
  globalThis.firstDrawn = nextDrawn(() => true);
  globalThis.drawnAfter = async (act, until = null) => {
    const before = last;
    const begin = performance.now();
    const end = nextDrawn(until ?? ((detail) => detail !== before));
    act();
    return (await end) - begin;
  };
  /** A pixel of each canvas that can be seen is read: nothing is left to be painted into it later. */
  const readBack = () => {
    let sum = 0;
    for (const canvas of document.querySelectorAll("main canvas")) {
      const { top, bottom } = canvas.getBoundingClientRect();
      if (bottom < 0 || top > innerHeight || canvas.width === 0) continue;
      sum += canvas.getContext("2d").getImageData(canvas.width >> 1, canvas.height >> 1, 1, 1).data[3];
    }
    return sum;
  };
  const names = ["adaflow:drawn", "adaflow:drafted"];
  let newest = null;
  globalThis.curvesAfter = (act) =>
    new Promise((resolve) => {
      const before = newest;
      const begin = performance.now();
      const onDrawn = ({ detail }) => {
        if (detail === before) return;
        for (const name of names) removeEventListener(name, onDrawn);
        newest = detail;
        readBack();
        const held = performance.now() - begin;
        painted().then((end) => resolve({ held, shown: end - begin }));
      };
      for (const name of names) addEventListener(name, onDrawn);
      act();
    });
  for (const name of names) {
    addEventListener(name, ({ detail }) => {
      newest = detail;
    });
  }
  /** Moves the slider of a setting; what is drawn of it has other settings than what was drawn before. */
  globalThis.moveSlider = (name, position) => {
    const slider = document.querySelector(`#control-${name}`).closest(".control").querySelector("input[type=range]");
    slider.value = String(position);
    slider.dispatchEvent(new Event("input", { bubbles: true }));
  };
  globalThis.sliderOf = (name) =>
    Number(document.querySelector(`#control-${name}`).closest(".control").querySelector("input[type=range]").value);
}

/**
 * Milliseconds of slider moves, one after the other, each to another position near where the slider stands: until the
 * canvases in view hold the new curves, and until a frame shows them. Moves begin anywhere between two frames.
 */
export async function timeMoves(page, { control, moves, pause = 20 }) {
  return page.evaluate(
    async ({ control, moves, pause }) => {
      const start = sliderOf(control);
      const times = [];
      for (let k = 0; k < moves; k++) {
        const position = start + (((k + 1) * 7) % 61) - 30;
        times.push(await curvesAfter(() => moveSlider(control, position)));
        await new Promise((resolve) => setTimeout(resolve, pause + ((k * 5) % 17)));
      }
      return times;
    },
    { control, moves, pause },
  );
}
