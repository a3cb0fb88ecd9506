// node bench/support/child.mjs FILE FUNCTION PARAMETERS: calls one function, prints what it returned and what it took.
import { sinkLevel } from "./measure.mjs";

const [file, name, parameters] = process.argv.slice(2);
const module = await import(new URL(`../${file}.mjs`, import.meta.url));
const result = await module[name](...JSON.parse(parameters));
if (!Number.isFinite(sinkLevel())) throw new Error(`bench/${file}.mjs computed a number that is not finite`);
process.stdout.write(JSON.stringify({ result, peakMemory: process.resourceUsage().maxRSS * 1024 }));
