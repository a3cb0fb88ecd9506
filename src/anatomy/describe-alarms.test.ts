import { describe, expect, it } from "vitest";
import type { Alarm } from "./anatomy.js";
import { describeAlarms } from "./describe-alarms.js";

describe("describeAlarms", () => {
  const alarm = (outcome: Alarm["outcome"]): Alarm => ({ from: 1, to: 9, excess: 2, outcome });

  it("counts outcomes, and names open ones only where there are some", () => {
    expect(describeAlarms([])).toBe("never");
    expect(describeAlarms([alarm("spike")])).toBe("once: 1 with a spike, 0 without");
    expect(describeAlarms([alarm("spike"), alarm("none"), alarm("open")])).toBe(
      "3 times: 1 with a spike, 1 without, 1 when the run ends",
    );
  });
});
