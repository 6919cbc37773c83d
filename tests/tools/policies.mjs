// Reads content security policies, a JSON list, and prints what Google's CSP Evaluator finds in each, as JSON.
import { readFileSync } from "node:fs";
import evaluator from "csp_evaluator/dist/evaluator.js";
import finding from "csp_evaluator/dist/finding.js";
import parser from "csp_evaluator/dist/parser.js";

const found = (policy) =>
  new evaluator.CspEvaluator(new parser.CspParser(policy).csp)
    .evaluate()
    .map(({ severity, directive, description }) => ({
      severity: finding.Severity[severity],
      directive,
      description,
    }));

console.log(JSON.stringify(JSON.parse(readFileSync(0, "utf8")).map(found)));
