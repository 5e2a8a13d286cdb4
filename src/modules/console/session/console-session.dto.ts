/** What the pages of the console call the API with. */
export class ConsoleTokenResponse {
  /** @example "eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJzdWIiOiIxNyJ9.c2lnbmF0dXJl" */
  access_token: string;
  /**
   * Seconds until the access token runs out.
   * @example 900
   */
  expires_in: number;
}
