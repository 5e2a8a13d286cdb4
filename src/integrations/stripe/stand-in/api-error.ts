interface ErrorFacts {
  readonly status?: number;
  readonly type?: 'invalid_request_error' | 'idempotency_error' | 'card_error' | 'api_error';
  readonly code?: string;
  readonly param?: string;
}

/** An answer in which Stripe says no. */
export class ApiError extends Error {
  readonly status: number;

  constructor(
    message: string,
    private readonly facts: ErrorFacts,
  ) {
    super(message);
    this.status = facts.status ?? 400;
  }

  /** As Stripe writes it. */
  get body(): { readonly error: Readonly<Record<string, string | undefined>> } {
    const { type = 'invalid_request_error', code, param } = this.facts;
    return { error: { type, code, message: this.message, param } };
  }
}

/** A parameter that is not as it should be. */
export function badParameter(param: string, code: string | undefined, message: string): ApiError {
  return new ApiError(message, { code, param });
}

export function missing(param: string): ApiError {
  return badParameter(param, 'parameter_missing', `The parameter ${param} is required.`);
}

/** @param what in words, such as `refund` */
export function noSuch(what: string, id: string, param = 'id'): ApiError {
  return new ApiError(`There is no ${what} ${id}.`, { status: 404, code: 'resource_missing', param });
}
