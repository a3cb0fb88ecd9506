import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["{src,adapters,apps,papers,test}/**/*.test.ts"],
    testTimeout: 60_000,
    hookTimeout: 120_000,
    // no test measures time, so that no core need be left free
    maxWorkers: "100%",
  },
});
