// What programs that use Faultline as a library may rely on. Everything else may change in any version.

export { catalog } from './anomaly/registry.ts';
export { type ErrorCode, errorCodes, type ExitCode, exitCodes } from './model/error-codes.ts';
export { FaultlineError, ProblemsError } from './model/errors.ts';
export type { Anomaly, Catalog, Category, Effect, Metric } from './model/anomaly.ts';
export type { Place } from './model/place.ts';
export type { Action, CellChange, Plan, PlannedStep, RowChange, TargetPlan, Window } from './model/plan.ts';
export type { Environment, Origin } from './model/project.ts';
export type { Label, Run, RunState, RunStep, Standing } from './model/run.ts';
export { maskPlan } from './output/mask-plan.ts';
export { planMarkdown } from './output/plan-markdown.ts';
export { planSchema } from './output/plan-schema.ts';
export { planText } from './output/plan-text.ts';
export type { RenderOptions } from './output/render-options.ts';
