/** The event has arrived. */
export class ReceivedResponse {
  /** @example true */
  received: boolean;
}
