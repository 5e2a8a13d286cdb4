import { Injectable } from '@nestjs/common';
import { Clock } from '../../../platform/clock/index.js';
import { InjectSettings, type Settings } from '../../../platform/config/index.js';
import { NotFoundError } from '../../../platform/errors/index.js';
import { type Page, walk, type WalkOrder } from '../../../platform/lists/index.js';
import type { ConcessionListQuery, ConcessionResponse } from './item.dto.js';
import { itemEtag, toConcessionResponse } from './item.mapper.js';
import type { ConcessionItem } from './item.js';
import { MenuRepository } from './menu.repository.js';

const ORDER: WalkOrder = {
  columns: {
    category: { sql: 'i.category', type: 'text' },
    name: { sql: 'lower(i.name)', type: 'text' },
    price: { sql: 'i.price', type: 'numeric' },
    created_at: { sql: 'i.created_at', type: 'timestamptz' },
    id: { sql: 'i.id', type: 'integer' },
  },
  idSql: 'i.id',
};

/** Something on a menu with its ETag. */
export interface ShownItem {
  readonly item: ConcessionResponse;
  readonly etag: string;
}

/** Reading menus. */
@Injectable()
export class MenuService {
  constructor(
    private readonly menu: MenuRepository,
    private readonly clock: Clock,
    @InjectSettings() private readonly settings: Settings,
  ) {}

  /** By category and name unless the query says otherwise. @throws InvalidFieldsError */
  list(query: ConcessionListQuery, url: string): Promise<Page<ConcessionResponse>> {
    const { cinema_id: cinemaIds, category: categories, available, q } = query;
    const filter = { cinemaIds, categories, available, q, now: this.clock.now() };
    const sorted = { ...query, sort: query.sort ?? 'category,name' };
    return walk(this.menu, ORDER, { filter, query: sorted, url }, (row) => this.response(row));
  }

  /** @throws NotFoundError */
  async get(id: number): Promise<ShownItem> {
    const item = await this.menu.find(id, this.clock.now());
    if (!item) throw new NotFoundError('item', id);
    return this.show(item);
  }

  show(item: ConcessionItem): ShownItem {
    const response = this.response(item);
    return { item: response, etag: itemEtag(item, response) };
  }

  private response(item: ConcessionItem): ConcessionResponse {
    return toConcessionResponse(item, this.settings.currency);
  }
}
