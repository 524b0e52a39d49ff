import { problemCatalogue } from "#kernel/problem.ts";

export const materialProblem = problemCatalogue({
  "material.not-found": 404,
  "material.topic-unknown": 422,
  "material.unit-unknown": 422,
  "material.reach-outside": 422,
  "material.not-a-draft": 409,
  "material.draft-exists": 409,
  "material.edited-elsewhere": 409,
  "material.state": 409,
  "material.incomplete": 422,
  "material.dates": 422,
  "material.language-same": 422,
  "material.language-missing": 404,
  "material.file-type": 415,
  "material.file-too-large": 413,
  "material.file-missing": 404,
});
