import { Injectable } from '@nestjs/common';
import { AuditLog, changesOf } from '../../../platform/audit/index.js';
import { Clock } from '../../../platform/clock/index.js';
import { InjectSettings, type Settings } from '../../../platform/config/index.js';
import { Transaction } from '../../../platform/database/index.js';
import { NotFoundError } from '../../../platform/errors/index.js';
import { requireMatch } from '../../../platform/http/index.js';
import { type Page, walk, type WalkOrder } from '../../../platform/lists/index.js';
import type { PromoCode } from './promo-code.js';
import type {
  CreatePromoCodeDto,
  PromoCodeListQuery,
  PromoCodeResponse,
  UpdatePromoCodeDto,
} from './promo-code.dto.js';
import { promoFacts, toPromoCodeResponse } from './promo-code.mapper.js';
import { PromoCodesRepository } from './promo-codes.repository.js';
import { applied, NEW_PROMO, requireRoom } from './promo-content.js';
import { PromoScopes } from './promo-scopes.service.js';
import { PromoUsesRepository } from './promo-uses.repository.js';

const ORDER: WalkOrder = {
  columns: {
    created_at: { sql: 'p.created_at', type: 'timestamptz' },
    code: { sql: 'upper(p.code)', type: 'text' },
    uses: { sql: 'p.uses', type: 'integer' },
    id: { sql: 'p.id', type: 'integer' },
  },
  idSql: 'p.id',
};

/** Promo codes for those who make them. */
@Injectable()
export class PromoCodesService {
  constructor(
    private readonly transaction: Transaction,
    private readonly promos: PromoCodesRepository,
    private readonly uses: PromoUsesRepository,
    private readonly scopes: PromoScopes,
    private readonly audit: AuditLog,
    private readonly clock: Clock,
    @InjectSettings() private readonly settings: Settings,
  ) {}

  /** The newest first unless the query says otherwise. */
  list(query: PromoCodeListQuery, url: string): Promise<Page<PromoCodeResponse>> {
    const { q, kind, batch_id: batchId, active } = query;
    const filter = { q: q?.trim(), kind, batchId, active, now: this.clock.now() };
    const sorted = { ...query, sort: query.sort ?? '-created_at' };
    return walk(this.promos, ORDER, { filter, query: sorted, url }, (promo) =>
      toPromoCodeResponse(promo, this.settings.currency),
    );
  }

  /** @throws NotFoundError */
  async get(id: number): Promise<PromoCode> {
    const promo = await this.promos.find(id);
    if (!promo) throw new NotFoundError('promo code', id);
    return promo;
  }

  /** @throws PromoCodeExistsError, InvalidFieldsError */
  create(actorId: number, dto: CreatePromoCodeDto): Promise<PromoCode> {
    return this.transaction.run(async () => {
      const { code, kind, value } = dto;
      const scope = dto.scope ? await this.scopes.of(dto.scope) : undefined;
      const content = applied({ ...NEW_PROMO, code, kind, value }, dto, scope);
      const promo = await this.promos.insert(content, this.clock.now());
      const target = `promo-code:${promo.id}`;
      await this.audit.record({
        actorId,
        action: 'promo-code.create',
        target,
        after: { ...promoFacts(promo) },
      });
      return promo;
    });
  }

  /**
   * Changes what `dto` names; orders that use the code keep what it took off.
   * @throws NotFoundError, StaleError, PromoCodeExistsError, InvalidFieldsError
   */
  update(
    actorId: number,
    id: number,
    dto: UpdatePromoCodeDto,
    ifMatch: string | undefined,
  ): Promise<PromoCode> {
    return this.transaction.run(async () => {
      const promo = await this.lock(id, ifMatch);
      const scope = dto.scope === undefined ? undefined : await this.scopes.of(dto.scope ?? {});
      const content = applied(promo, dto, scope);
      const changes = changesOf({ ...promoFacts(promo) }, { ...promoFacts(content) });
      if (!changes) return promo;
      requireRoom(content, promo, await this.uses.mostOfOnePerson(id));
      const changed = await this.promos.update(id, content);
      await this.audit.record({
        actorId,
        action: 'promo-code.update',
        target: `promo-code:${id}`,
        ...changes,
      });
      return changed;
    });
  }

  /**
   * Takes a code away. Orders that use it keep what it took off.
   * @throws NotFoundError, StaleError
   */
  async delete(actorId: number, id: number, ifMatch: string | undefined): Promise<void> {
    await this.transaction.run(async () => {
      const promo = await this.lock(id, ifMatch);
      await this.promos.remove(id, this.clock.now());
      await this.audit.record({
        actorId,
        action: 'promo-code.delete',
        target: `promo-code:${id}`,
        before: { ...promoFacts(promo) },
      });
    });
  }

  private async lock(id: number, ifMatch: string | undefined): Promise<PromoCode> {
    const promo = await this.promos.lock(id);
    if (!promo) throw new NotFoundError('promo code', id);
    requireMatch(ifMatch, String(promo.version), 'promo-code');
    return promo;
  }
}
