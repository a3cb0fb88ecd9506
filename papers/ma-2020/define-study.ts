import { defineStudy as defineStudyOf, type Study, type StudyDefinition } from "../../src/experiments/index.js";
import { paperName } from "./setup.js";

/** A figure of this paper. */
export const defineStudy = <Data>(definition: StudyDefinition<Data>): Study => defineStudyOf(paperName, definition);
