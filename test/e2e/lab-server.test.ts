import { chmodSync, cpSync, existsSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type ServedLab, serveLab } from "./browser.js";
import { binary, createFolder, runCli } from "./run-cli.js";

let lab: ServedLab;
beforeAll(async () => {
  lab = await serveLab();
});
afterAll(async () => {
  await lab.stop();
});

test("the page is served with a policy that lets it compute and nothing else, and so are its threads", async () => {
  expect(lab.url).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/$/);
  const response = await fetch(lab.url);
  const html = await response.text();
  expect(response.headers.get("content-type")).toBe("text/html; charset=utf-8");
  const script = /src="\.\/(assets\/[^"]+\.js)"/.exec(html)![1]!;
  for (const path of ["", script]) {
    const policy = (await fetch(lab.url + path)).headers.get("content-security-policy")!;
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("frame-ancestors 'none'");
    expect(policy).not.toMatch(/script-src[^;]*'unsafe/);
  }
});

test("Ctrl-C is the end that is meant: exit 0, and no word of an interruption", async () => {
  const served = await serveLab(["--port", "0", "https://other.example/lab/#view=map&objective=x^2 + 1"]);
  expect(served.url).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/#view=map&objective=x\^2%20\+%201$/);
  expect(await served.stop()).toBe(0);
  expect(served.said()).toBe("The lab is served to this machine; Ctrl-C ends it.\n");
});

test("a port that was asked for is that one or none", async () => {
  const { port } = new URL(lab.url);
  const taken = await runCli(["lab", "--port", port]);
  expect(taken).toMatchObject({ code: 2, stdout: "" });
  expect(taken.stderr).toBe(
    `error: Cannot serve as --port must be one that can be had: current value is ${port} (EADDRINUSE)\n`,
  );
  const fromVariable = await runCli(["lab"], { env: { ADAFLOW_PORT: port } });
  expect(fromVariable).toMatchObject({ code: 2, stderr: taken.stderr });
  for (const text of ["x", "-1", "1.5", "65536", ""]) {
    const refused = await runCli(["lab", "--port", text]);
    expect(refused).toMatchObject({ code: 2, stdout: "" });
    expect(refused.stderr).toMatch(/^error: Cannot serve as --port must be .*: current value is .+\n$/);
  }
});

test("the browser of the system is opened, and missed without harm", async () => {
  const folder = createFolder();
  const program = process.platform === "darwin" ? "open" : "xdg-open";
  const opened = join(folder, "opened");
  writeFileSync(join(folder, program), `#!/bin/sh\nprintf %s "$1" > '${opened}'\n`);
  chmodSync(join(folder, program), 0o755);
  const opening = await serveLab(["--port", "0", "--open", "#objective=$(id)"], { env: { PATH: `${folder}:/bin` } });
  await expect.poll(() => existsSync(opened) && readFileSync(opened, "utf8")).toBe(opening.url);
  expect(await opening.stop()).toBe(0);

  const none = await serveLab(["--port", "0", "--open"], { env: { PATH: createFolder() } });
  await expect.poll(() => none.said()).toContain("No browser could be opened");
  expect((await fetch(none.url)).status).toBe(200);
  expect(await none.stop()).toBe(0);
});

test("without the built page it says how to build it", async () => {
  const folder = createFolder();
  const root = join(dirname(binary), "..");
  mkdirSync(join(folder, "dist"));
  for (const name of ["bin", "package.json", "dist/src", "dist/adapters", "dist/apps"]) {
    cpSync(join(root, name), join(folder, name), { recursive: true });
  }
  symlinkSync(join(root, "node_modules"), join(folder, "node_modules"));
  const { code, stdout, stderr } = await runCli(["lab"], { binary: join(folder, "bin/adaflow.js") });
  expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
  expect(stderr).toMatch(/^error: Cannot serve the lab as its page must be built \(npm run build\): current value is /);
});
