// PyTorch in a process beside this one, fed with the same numbers.
import { spawn, spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { root } from "./process.mjs";

const python = "/usr/bin/python3";

/** Opens a problem in PyTorch; null where that is not installed. */
export async function openTorch(request, arrays) {
  if (spawnSync(python, ["-c", "import torch"], { stdio: "ignore" }).status !== 0) return null;
  const folder = mkdtempSync(join(tmpdir(), "adaflow-"));
  for (const [name, values] of Object.entries(arrays)) {
    writeFileSync(join(folder, name), new Uint8Array(Float32Array.from(values).buffer));
  }
  const threads = String(request.threads);
  const env = { ...process.env, OMP_NUM_THREADS: threads, OPENBLAS_NUM_THREADS: threads };
  const child = spawn(python, [join(root, "bench", "networks.py")], { env, stdio: ["pipe", "pipe", "inherit"] });
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const ask = async (question) => {
    child.stdin.write(`${JSON.stringify(question)}\n`);
    const { value, done } = await lines.next();
    if (done) throw new Error("Cannot compare with PyTorch as its process must answer: current value is nothing");
    return JSON.parse(value);
  };
  const start = () => ask({ ...request, folder });
  const { gigaflops } = await start();
  return {
    /** Speed of PyTorch's own product of matrices. */
    gigaflops,
    run: (steps) => ask({ steps }),
    /** From the first parameters again. */
    async again(steps) {
      await start();
      return ask({ steps });
    },
    close() {
      child.stdin.end();
      rmSync(folder, { recursive: true });
    },
  };
}
