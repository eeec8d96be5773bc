import { readFile } from 'node:fs/promises';
import { FaultlineError } from '../model/errors.ts';
import type { Plan } from '../model/plan.ts';
import { planSchema } from '../output/plan-schema.ts';
import { checkSchema } from '../scenario/schema-check.ts';

/** Whether `apply` is given a saved plan: one path that ends in .json. */
export function isPlanFile(paths: readonly string[]): boolean {
  return paths.length === 1 && paths[0]!.endsWith('.json');
}

/** A plan that `plan --out` has saved. @throws FILE_NOT_FOUND, INVALID_PLAN */
export async function readPlanFile(path: string): Promise<Plan> {
  const text = await readFile(path, 'utf8').catch((cause: unknown) => {
    throw new FaultlineError('FILE_NOT_FOUND', `cannot read the plan ${path}`, {
      hint: 'Make one with: faultline plan --out plan.json',
      cause,
    });
  });
  const document = parse(text);
  if (checkSchema(planSchema, document, []).length === 0) return document as Plan;
  throw new FaultlineError('INVALID_PLAN', `${path} is no plan of this version of Faultline`, {
    hint: 'Make one with: faultline plan --out plan.json',
  });
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
