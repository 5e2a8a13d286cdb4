import { Injectable } from '@nestjs/common';
import { AuditLog, changesOf } from '../../../platform/audit/index.js';
import { Clock } from '../../../platform/clock/index.js';
import { Transaction } from '../../../platform/database/index.js';
import { InvalidFieldsError, NotFoundError } from '../../../platform/errors/index.js';
import { requireMatch } from '../../../platform/http/index.js';
import { applied, contradictions, newContent } from './item-content.policy.js';
import { ItemInComboError } from './item.errors.js';
import { itemFacts } from './item.mapper.js';
import type { CreateConcessionDto, UpdateConcessionDto } from './item-input.dto.js';
import { COMBO, type ConcessionItem, type ItemContent } from './item.js';
import { MenuEditingRepository } from './menu-editing.repository.js';
import { MenuRepository } from './menu.repository.js';

/** Writing menus. */
@Injectable()
export class MenuEditingService {
  constructor(
    private readonly transaction: Transaction,
    private readonly menu: MenuRepository,
    private readonly editing: MenuEditingRepository,
    private readonly audit: AuditLog,
    private readonly clock: Clock,
  ) {}

  /** @throws InvalidFieldsError, ItemExistsError */
  create(actorId: number, dto: CreateConcessionDto): Promise<ConcessionItem> {
    const content = consistent(applied(newContent(dto), dto));
    return this.transaction.run(async () => {
      if (!(await this.editing.lockCinema(content.cinemaId)))
        throw new InvalidFieldsError([{ field: 'cinema_id', message: 'must be the id of a cinema' }]);
      await this.requireParts(content);
      const id = await this.editing.insert(content, this.clock.now());
      await this.editing.setParts(id, content.parts);
      await this.audit.record({
        actorId,
        action: 'concession.create',
        target: `concession:${id}`,
        after: itemFacts(content),
      });
      return this.found(id);
    });
  }

  /**
   * Changes what `dto` names. A stock is set to what is left to promise from now on, whatever was ordered before.
   * @param ifMatch the ETag that the editor saw, if they said so
   * @throws NotFoundError, StaleError, InvalidFieldsError, ItemExistsError, ItemInComboError
   */
  update(
    actorId: number,
    id: number,
    dto: UpdateConcessionDto,
    ifMatch: string | undefined,
  ): Promise<ConcessionItem> {
    return this.transaction.run(async () => {
      const item = await this.lock(id, ifMatch);
      const content = consistent(applied(item, dto));
      const changes = changesOf(itemFacts(item), itemFacts(content));
      if (!changes) return item;
      if (content.category === COMBO && item.category !== COMBO) await this.requireNoCombos(item);
      if (dto.combo_of) await this.requireParts(content);
      await this.editing.update(id, content);
      await this.editing.setParts(id, content.parts);
      await this.audit.record({
        actorId,
        action: 'concession.update',
        target: `concession:${id}`,
        ...changes,
      });
      return this.found(id);
    });
  }

  /**
   * Takes something off the menu. Who has ordered it gets it all the same.
   * @throws NotFoundError, StaleError, ItemInComboError
   */
  async delete(actorId: number, id: number, ifMatch: string | undefined): Promise<void> {
    await this.transaction.run(async () => {
      const item = await this.lock(id, ifMatch);
      await this.requireNoCombos(item);
      await this.editing.remove(id, this.clock.now());
      await this.audit.record({
        actorId,
        action: 'concession.delete',
        target: `concession:${id}`,
        before: itemFacts(item),
      });
    });
  }

  /**
   * Something on a menu, edited and ordered by nobody else until the transaction ends.
   * @throws NotFoundError, StaleError
   */
  async lock(id: number, ifMatch: string | undefined): Promise<ConcessionItem> {
    await this.editing.lock(id);
    const item = await this.found(id);
    requireMatch(ifMatch, String(item.version), 'item');
    return item;
  }

  private async found(id: number): Promise<ConcessionItem> {
    const item = await this.menu.find(id, this.clock.now());
    if (!item) throw new NotFoundError('item', id);
    return item;
  }

  private async requireParts({ cinemaId, parts }: ItemContent): Promise<void> {
    const usable = await this.editing.lockParts(
      cinemaId,
      parts.map(({ itemId }) => itemId),
    );
    const errors = parts
      .map(({ itemId }) => itemId)
      .filter((itemId) => !usable.has(itemId))
      .map((itemId) => ({
        field: 'combo_of',
        message: `cannot have the item ${itemId}: parts are things of the same menu, and no combos`,
      }));
    if (errors.length > 0) throw new InvalidFieldsError(errors);
  }

  private async requireNoCombos(item: ConcessionItem): Promise<void> {
    const combos = await this.editing.combosWith(item.id);
    if (combos.length > 0) throw new ItemInComboError(item, combos);
  }
}

function consistent(content: ItemContent): ItemContent {
  const errors = contradictions(content);
  if (errors.length > 0) throw new InvalidFieldsError(errors);
  return content;
}
