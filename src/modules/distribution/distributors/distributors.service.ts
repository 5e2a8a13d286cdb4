import { Injectable } from '@nestjs/common';
import { AuditLog, changesOf } from '../../../platform/audit/index.js';
import { Clock } from '../../../platform/clock/index.js';
import { Transaction } from '../../../platform/database/index.js';
import { NotFoundError } from '../../../platform/errors/index.js';
import { requireMatch } from '../../../platform/http/index.js';
import { type Page, walk, type WalkOrder } from '../../../platform/lists/index.js';
import type { Distributor, DistributorContent } from './distributor.js';
import type {
  CreateDistributorDto,
  DistributorListQuery,
  DistributorResponse,
  UpdateDistributorDto,
} from './distributor.dto.js';
import { DistributorInUseError } from './distributor.errors.js';
import { distributorFacts, toDistributorResponse } from './distributor.mapper.js';
import { DistributorsRepository } from './distributors.repository.js';

const ORDER: WalkOrder = {
  columns: {
    name: { sql: 'lower(d.name)', type: 'text' },
    created_at: { sql: 'd.created_at', type: 'timestamptz' },
    id: { sql: 'd.id', type: 'integer' },
  },
  idSql: 'd.id',
};
const NEW: Omit<DistributorContent, 'name'> = {
  contactName: null,
  email: null,
  phone: null,
  address: null,
  taxNumber: null,
  paymentDays: 14,
  notes: null,
};

/** Distributors: who lends films. */
@Injectable()
export class DistributorsService {
  constructor(
    private readonly transaction: Transaction,
    private readonly distributors: DistributorsRepository,
    private readonly audit: AuditLog,
    private readonly clock: Clock,
  ) {}

  /** By name unless the query says otherwise. */
  list(query: DistributorListQuery, url: string): Promise<Page<DistributorResponse>> {
    const sorted = { ...query, sort: query.sort ?? 'name' };
    return walk(
      this.distributors,
      ORDER,
      { filter: { q: query.q }, query: sorted, url },
      toDistributorResponse,
    );
  }

  /** @throws NotFoundError */
  async get(id: number): Promise<Distributor> {
    const distributor = await this.distributors.find(id);
    if (!distributor) throw new NotFoundError('distributor', id);
    return distributor;
  }

  /** @throws DistributorExistsError */
  create(actorId: number, dto: CreateDistributorDto): Promise<Distributor> {
    const content = applied({ ...NEW, name: dto.name }, dto);
    return this.transaction.run(async () => {
      const distributor = await this.distributors.insert(content, this.clock.now());
      await this.audit.record({
        actorId,
        action: 'distributor.create',
        target: `distributor:${distributor.id}`,
        after: distributorFacts(distributor),
      });
      return distributor;
    });
  }

  /**
   * Changes what `dto` names.
   * @param ifMatch the ETag that the editor saw, if they said so
   * @throws NotFoundError, StaleError, DistributorExistsError
   */
  update(
    actorId: number,
    id: number,
    dto: UpdateDistributorDto,
    ifMatch: string | undefined,
  ): Promise<Distributor> {
    return this.transaction.run(async () => {
      const distributor = await this.lock(id, ifMatch);
      const content = applied(distributor, dto);
      const changes = changesOf(distributorFacts(distributor), distributorFacts(content));
      if (!changes) return distributor;
      const changed = await this.distributors.update(id, content);
      const target = `distributor:${id}`;
      await this.audit.record({ actorId, action: 'distributor.update', target, ...changes });
      return changed;
    });
  }

  /**
   * Deletes a distributor that there are no contracts with.
   * @throws NotFoundError, StaleError, DistributorInUseError
   */
  async delete(actorId: number, id: number, ifMatch: string | undefined): Promise<void> {
    await this.transaction.run(async () => {
      const distributor = await this.lock(id, ifMatch);
      const contracts = await this.distributors.contracts(id);
      if (contracts > 0) throw new DistributorInUseError(distributor.name, contracts);
      await this.distributors.remove(id, this.clock.now());
      await this.audit.record({
        actorId,
        action: 'distributor.delete',
        target: `distributor:${id}`,
        before: distributorFacts(distributor),
      });
    });
  }

  private async lock(id: number, ifMatch: string | undefined): Promise<Distributor> {
    const distributor = await this.distributors.lock(id);
    if (!distributor) throw new NotFoundError('distributor', id);
    requireMatch(ifMatch, String(distributor.version), 'distributor');
    return distributor;
  }
}

function applied(content: DistributorContent, dto: UpdateDistributorDto): DistributorContent {
  const given = (value: string | null | undefined, former: string | null): string | null =>
    value === undefined ? former : value;
  return {
    name: dto.name ?? content.name,
    contactName: given(dto.contact_name, content.contactName),
    email: given(dto.email, content.email),
    phone: given(dto.phone, content.phone),
    address: given(dto.address, content.address),
    taxNumber: given(dto.tax_number, content.taxNumber),
    paymentDays: dto.payment_days ?? content.paymentDays,
    notes: given(dto.notes, content.notes),
  };
}
