import { Injectable } from '@nestjs/common';
import { AuditLog, changesOf } from '../../../platform/audit/index.js';
import { Clock } from '../../../platform/clock/index.js';
import { InjectSettings, type Settings } from '../../../platform/config/index.js';
import { Transaction } from '../../../platform/database/index.js';
import { NotFoundError } from '../../../platform/errors/index.js';
import { requireMatch } from '../../../platform/http/index.js';
import { type Page, walk, type WalkOrder } from '../../../platform/lists/index.js';
import type { ContractContent, RentalContract } from './contract.js';
import { applied, NEW_CONTRACT } from './contract-content.js';
import type { ContractListQuery, RentalContractResponse } from './contract.dto.js';
import { ContractOverlapsError, ContractSettledError } from './contract.errors.js';
import { contractFilter } from './contract-filter.js';
import type { CreateRentalContractDto, UpdateRentalContractDto } from './contract-input.dto.js';
import { contractFacts, toContractResponse } from './contract.mapper.js';
import { ContractPartiesRepository } from './contract-parties.repository.js';
import { ContractPartiesService } from './contract-parties.service.js';
import { ContractsRepository } from './contracts.repository.js';
import { requireAsSettled } from './settled-contract.policy.js';

const ORDER: WalkOrder = {
  columns: {
    starts_on: { sql: `(k.starts_on - DATE '1900-01-01')`, type: 'integer' },
    ends_on: { sql: `(k.ends_on - DATE '1900-01-01')`, type: 'integer' },
    created_at: { sql: 'k.created_at', type: 'timestamptz' },
    id: { sql: 'k.id', type: 'integer' },
  },
  idSql: 'k.id',
};

/** Contracts with distributors: what they get of what a film takes. */
@Injectable()
export class ContractsService {
  constructor(
    private readonly transaction: Transaction,
    private readonly contracts: ContractsRepository,
    private readonly parties: ContractPartiesService,
    private readonly settlements: ContractPartiesRepository,
    private readonly audit: AuditLog,
    private readonly clock: Clock,
    @InjectSettings() private readonly settings: Settings,
  ) {}

  /** What began last comes first unless the query says otherwise. @throws InvalidFieldsError */
  list(query: ContractListQuery, url: string): Promise<Page<RentalContractResponse>> {
    const sorted = { ...query, sort: query.sort ?? '-starts_on' };
    const answer = { currency: this.settings.currency, now: this.clock.now() };
    return walk(this.contracts, ORDER, { filter: contractFilter(query), query: sorted, url }, (contract) =>
      toContractResponse(contract, answer),
    );
  }

  /** @throws NotFoundError */
  async get(id: number): Promise<RentalContract> {
    const contract = await this.contracts.find(id);
    if (!contract) throw new NotFoundError('rental contract', id);
    return contract;
  }

  /** @throws ContractOverlapsError, InvalidFieldsError */
  create(actorId: number, dto: CreateRentalContractDto): Promise<RentalContract> {
    return this.transaction.run(async () => {
      const parties = await this.parties.of(dto, {});
      const { starts_on: startsOn, ends_on: endsOn, weekly_shares: weeklyShares } = dto;
      const content = applied({ ...NEW_CONTRACT, ...parties, startsOn, endsOn, weeklyShares }, dto, parties);
      await this.requireRoom(content, null);
      const id = await this.contracts.insert(content, this.clock.now());
      const target = `rental-contract:${id}`;
      const after = contractFacts(content);
      await this.audit.record({ actorId, action: 'rental-contract.create', target, after });
      return this.get(id);
    });
  }

  /**
   * Changes what `dto` names.
   * @param ifMatch the ETag that the editor saw, if they said so
   * @throws NotFoundError, StaleError, ContractOverlapsError, ContractSettledError, InvalidFieldsError
   */
  update(
    actorId: number,
    id: number,
    dto: UpdateRentalContractDto,
    ifMatch: string | undefined,
  ): Promise<RentalContract> {
    return this.transaction.run(async () => {
      const contract = await this.lock(id, ifMatch);
      const content = applied(contract, dto, await this.parties.of(dto, contract));
      const changes = changesOf(contractFacts(contract), contractFacts(content));
      if (!changes) return contract;
      requireAsSettled(content, Object.keys(changes.after), await this.settlements.settled(id));
      await this.requireRoom(content, id);
      await this.contracts.update(id, content);
      const target = `rental-contract:${id}`;
      await this.audit.record({ actorId, action: 'rental-contract.update', target, ...changes });
      return this.get(id);
    });
  }

  /**
   * Deletes a contract on which nothing was settled or paid.
   * @throws NotFoundError, StaleError, ContractSettledError
   */
  async delete(actorId: number, id: number, ifMatch: string | undefined): Promise<void> {
    await this.transaction.run(async () => {
      const contract = await this.lock(id, ifMatch);
      const { settledUntil, isPaid } = await this.settlements.settled(id);
      if (settledUntil !== null || isPaid) throw new ContractSettledError([], settledUntil);
      await this.contracts.remove(id, this.clock.now());
      await this.audit.record({
        actorId,
        action: 'rental-contract.delete',
        target: `rental-contract:${id}`,
        before: contractFacts(contract),
      });
    });
  }

  private async lock(id: number, ifMatch: string | undefined): Promise<RentalContract> {
    const contract = await this.contracts.lock(id);
    if (!contract) throw new NotFoundError('rental contract', id);
    requireMatch(ifMatch, String(contract.version), 'rental-contract');
    return contract;
  }

  private async requireRoom(content: ContractContent, except: number | null): Promise<void> {
    const other = await this.contracts.overlapping(content, except);
    if (other) throw new ContractOverlapsError(other);
  }
}
