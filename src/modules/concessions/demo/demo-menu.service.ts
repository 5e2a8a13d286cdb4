import { Injectable, Logger } from '@nestjs/common';
import { Clock } from '../../../platform/clock/index.js';
import { Database, Transaction } from '../../../platform/database/index.js';
import { DEMO_HOUSES } from '../../theatre/index.js';
import { itemInWords } from '../menu/item.js';
import { MenuEditingRepository } from '../menu/menu-editing.repository.js';
import { DEMO_MENU } from './demo-menu.js';

/** What there is to eat and drink in the cinemas of the default start. */
@Injectable()
export class DemoMenuService {
  private readonly logger = new Logger(DemoMenuService.name);

  constructor(
    private readonly transaction: Transaction,
    private readonly database: Database,
    private readonly editing: MenuEditingRepository,
    private readonly clock: Clock,
  ) {}

  /** Gives the cinemas of the demo their menus, unless there was ever anything on a menu. */
  async fill(): Promise<void> {
    const filled = await this.transaction.run(async () => {
      const cinemas = await this.emptyCinemas();
      for (const id of cinemas) await this.write(id);
      return cinemas.length;
    });
    if (filled > 0) this.logger.log(`There are snacks and drinks in ${filled} cinemas now.`);
  }

  /** Locked, so that two starts at once do not write the same. */
  private async emptyCinemas(): Promise<number[]> {
    const names = DEMO_HOUSES.map(({ cinema }) => cinema.name);
    const locked = await this.database.rows<{ id: number }>(
      'SELECT id FROM cinemas WHERE name = ANY ($1::text[]) AND deleted_at IS NULL ORDER BY id FOR NO KEY UPDATE',
      [names],
    );
    const isFilled = (await this.database.rows('SELECT 1 FROM concession_items LIMIT 1')).length > 0;
    return isFilled ? [] : locked.map(({ id }) => id);
  }

  private async write(cinemaId: number): Promise<void> {
    const ids = new Map<string, number>();
    for (const { of = [], size = null, allergens = [], ...item } of DEMO_MENU) {
      const parts = of.map(([quantity, name]) => ({ itemId: ids.get(name) ?? 0, quantity }));
      const { description = null, stock = null, salesFrom = null, salesUntil = null } = item;
      const content = { ...item, description, stock, salesFrom, salesUntil, size, allergens };
      const id = await this.editing.insert(
        { ...content, cinemaId, isEnabled: true, parts },
        this.clock.now(),
      );
      await this.editing.setParts(id, parts);
      ids.set(itemInWords({ name: item.name, size }), id);
    }
  }
}
