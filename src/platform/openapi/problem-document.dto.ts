/** A wrong field. */
export class FieldProblem {
  /**
   * The path of the field in body or query.
   * @example "year"
   */
  field: string;
  /** @example "must be a whole number from 1870 to 2100" */
  message: string;
}

/** An error, as RFC 9457 has it. */
export class ProblemDocumentResponse {
  /**
   * The kind of problem: an address below `/problems/` that explains it.
   * @example "/problems/not-found"
   */
  type: string;
  /** @example "There is no such thing here" */
  title: string;
  /** @example 404 */
  status: number;
  /**
   * What happened this time.
   * @example "There is no genre with the id 7."
   */
  detail: string;
  /**
   * The path that was asked for.
   * @example "/genres/7"
   */
  instance: string;
  /**
   * Under this id the log knows the request.
   * @example "9b2f3c1e-54d1-4a53-9e0f-0e2f6c1f7a11"
   */
  request_id: string;
  /** Only where fields are wrong. */
  errors?: FieldProblem[];
}
