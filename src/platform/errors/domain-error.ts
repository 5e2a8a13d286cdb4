import type { ProblemType } from './problem-type.js';

/** One wrong field: its path in the body or query (`items[0].quantity`) and what is allowed there. */
export interface FieldError {
  readonly field: string;
  readonly message: string;
}

/**
 * A fact that stops a use case, as services state it. It knows nothing of HTTP: the kind of its type becomes a status in
 * one table and the rest a problem document in one filter.
 */
export abstract class DomainError extends Error {
  /**
   * @param detail what happened this time, for people
   * @param facts further members of the problem document, snake_case, for programs
   */
  constructor(
    readonly type: ProblemType,
    detail: string,
    readonly facts: Readonly<Record<string, unknown>> = {},
  ) {
    super(detail);
    this.name = new.target.name;
  }
}
