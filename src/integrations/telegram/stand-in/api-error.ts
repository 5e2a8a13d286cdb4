/** An answer in which Telegram says no. */
export class ApiError extends Error {
  constructor(
    readonly status: number,
    words: string,
    private readonly parameters?: { readonly retry_after: number },
  ) {
    super(words);
  }

  /** As Telegram writes it. */
  get body(): object {
    return {
      ok: false,
      error_code: this.status,
      description: this.message,
      ...(this.parameters ? { parameters: this.parameters } : {}),
    };
  }
}

export function badRequest(words: string): ApiError {
  return new ApiError(400, `Bad Request: ${words}`);
}
