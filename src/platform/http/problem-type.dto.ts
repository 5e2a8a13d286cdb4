/** A kind of error that an answer can name. */
export class ProblemTypeResponse {
  /** @example "/problems/not-found" */
  type: string;
  /** @example "not-found" */
  slug: string;
  /** @example "There is no such thing here" */
  title: string;
  /** @example 404 */
  status: number;
  /**
   * What happened and what to do about it.
   * @example "The address is right, but nothing with this id exists, or it exists no more."
   */
  explanation: string;
  /** @example "There is no movie with the id 0d8ae6b3-3b6f-4b8e-8f3c-2f9c8f1f6b11." */
  example: string;
}
