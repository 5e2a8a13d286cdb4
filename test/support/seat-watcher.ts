import { type ClientRequest, get, type IncomingMessage } from 'node:http';

/** What a stream of seats says. */
export interface SeatsEvent {
  readonly screening_id: number;
  readonly complete: boolean;
  readonly seats: readonly { readonly id: number; readonly state: string }[];
}

/** Somebody who watches the seats of a screening. */
export class SeatWatcher {
  readonly events: SeatsEvent[] = [];
  beats = 0;
  ended = false;

  private constructor(
    readonly answer: IncomingMessage,
    private readonly request: ClientRequest,
  ) {
    let text = '';
    answer.on('data', (chunk: Buffer) => {
      const parts = (text + chunk.toString()).split('\n\n');
      text = parts.pop() ?? '';
      for (const part of parts) this.take(part);
    });
    answer.on('error', () => undefined);
    answer.on('close', () => (this.ended = true));
  }

  static open(url: string, screeningId: number | string, lastEventId?: string): Promise<SeatWatcher> {
    return new Promise((resolve, reject) => {
      const request = get(
        `${url}/screenings/${screeningId}/stream`,
        { agent: false, headers: lastEventId === undefined ? {} : { 'last-event-id': lastEventId } },
        (answer) => resolve(new SeatWatcher(answer, request)),
      );
      request.on('error', reject);
    });
  }

  /** What somebody who believes every event takes the seats to be. */
  get seats(): Record<number, string> {
    let seats: Record<number, string> = {};
    for (const event of this.events) {
      const told = Object.fromEntries(event.seats.map(({ id, state }) => [id, state]));
      seats = event.complete ? told : { ...seats, ...told };
    }
    return seats;
  }

  close(): void {
    this.request.destroy();
  }

  private take(part: string): void {
    const data = /^id: \d+\nevent: seats\ndata: (.*)$/.exec(part)?.[1];
    if (data !== undefined) this.events.push(JSON.parse(data) as SeatsEvent);
    else if (part === ':') this.beats += 1;
  }
}
