import { Injectable, Logger } from '@nestjs/common';
import { Clock } from '../clock/index.js';
import { InjectSettings, type Settings } from '../config/index.js';
import { IdempotencyInProgressError, IdempotencyKeyReusedError } from './idempotency.errors.js';
import {
  IdempotencyKeysRepository,
  type KeptAnswer,
  type KeyedRequest,
} from './idempotency-keys.repository.js';

/** How long answers are kept. */
export const KEPT_MS = 86_400_000;
/** What a request may take beyond the time that it has to arrive. */
const MARGIN_MS = 30_000;
const MAX_BODY_BYTES = 256 * 1024;
/** The key may be let go between two looks at it. */
const LOOKS = 3;

/** Who has a key: work and tell what came of it; or the answer that the first request got. */
export type Claimed = { readonly claim: string } | { readonly answer: KeptAnswer };

/** Makes one thing of a request that is sent several times. */
@Injectable()
export class IdempotencyService {
  private readonly logger = new Logger('Idempotency');

  constructor(
    private readonly keys: IdempotencyKeysRepository,
    private readonly clock: Clock,
    @InjectSettings() private readonly settings: Settings,
  ) {}

  /**
   * Takes the key of a request, or finds the answer.
   * @throws IdempotencyKeyReusedError, IdempotencyInProgressError
   */
  async begin(request: KeyedRequest): Promise<Claimed> {
    for (let look = 1; look <= LOOKS; look += 1) {
      const now = this.clock.now();
      const lockedUntil = new Date(now.getTime() + this.settings.http.requestTimeout + MARGIN_MS);
      const forgotten = new Date(now.getTime() - KEPT_MS);
      const claim = await this.keys.claim(request, now, lockedUntil, forgotten);
      if (claim !== undefined) return { claim };
      const known = await this.keys.find(request);
      if (known && known.hash !== request.hash) throw new IdempotencyKeyReusedError();
      if (known?.answer) return { answer: known.answer };
      if (known) break;
    }
    throw new IdempotencyInProgressError();
  }

  /**
   * Keeps the answer, or lets go of the key where the answer is not to be kept. The work is done by then: a fault of ours
   * here keeps nobody from their answer.
   */
  async end(request: KeyedRequest, claim: string, answer: KeptAnswer): Promise<void> {
    try {
      if (isKept(answer)) await this.keys.keep(request, claim, answer);
      else await this.keys.release(request, claim);
    } catch (error) {
      this.logger.warn(
        `An answer could not be kept: ${error instanceof Error ? error.message : String(error)}`,
      );
    }
  }
}

/** Conflicts, limits and faults pass; whoever repeats the request then wants to know what comes of it now. */
function isKept({ status, body }: KeptAnswer): boolean {
  if (status === 409 || status === 429 || status >= 500) return false;
  return body === null || Buffer.byteLength(body) <= MAX_BODY_BYTES;
}
