/** The update has arrived. */
export class UpdateReceivedResponse {
  /** @example true */
  received: boolean;
}
