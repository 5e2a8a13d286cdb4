/**
 * Every kind of job and what it is about: the name by which the outbox knows it → its payload, which must survive JSON.
 * Each context adds its own where it declares its handlers:
 *
 * ```ts
 * declare module '../../platform/jobs/index.js' {
 *   interface JobPayloads {
 *     'catalogue.import': { import_id: number };
 *   }
 * }
 * ```
 *
 * Naming `index.js` works because it hands this file on by `export *`: TypeScript merges into that, not into a
 * re-export by name. A payload stays in the outbox until a week after its delivery, and goes nowhere else: not to Redis,
 * not into logs or the dead-letter list. Its member `secret`, if it has one, is kept only until delivery, or until a week
 * after the job was given up: without it the job is not tried again.
 */
export interface JobPayloads {}

/** The names of all jobs. */
export type JobName = Extract<keyof JobPayloads, string>;
