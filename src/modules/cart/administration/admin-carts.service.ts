import { Injectable } from '@nestjs/common';
import { InjectSettings, type Settings } from '../../../platform/config/index.js';
import {
  bookmarksOf,
  type Page,
  parseSort,
  type SortColumn,
  toPage,
  windowOf,
} from '../../../platform/lists/index.js';
import { UserAdministrationService } from '../../accounts/index.js';
import { toCartResponse } from '../cart.mapper.js';
import { MovieOffersGate } from '../offers/movie-offers-gate.js';
import { OwnCartService } from '../own-cart.service.js';
import type { AdminCartListQuery, AdminCartResponse } from './admin-cart.dto.js';
import { AdminCartsRepository, type FilledCart } from './admin-carts.repository.js';

const SORT_COLUMNS: Readonly<Record<string, SortColumn>> = {
  id: { sql: 'c.id', type: 'integer' },
  user_id: { sql: 'c.user_id', type: 'integer' },
  email: { sql: 'lower(u.email)', type: 'text' },
};

/** Looking into other people's carts. */
@Injectable()
export class AdminCartsService {
  constructor(
    private readonly repository: AdminCartsRepository,
    private readonly carts: OwnCartService,
    private readonly users: UserAdministrationService,
    private readonly offers: MovieOffersGate,
    @InjectSettings() private readonly settings: Settings,
  ) {}

  /**
   * Somebody's cart; an empty one for who never used one.
   * @throws NotFoundError
   */
  async of(userId: number): Promise<AdminCartResponse> {
    const { id, email } = await this.users.get(userId);
    return { user: { id, email }, ...(await this.carts.show(id)) };
  }

  /**
   * Carts with something in them, those begun last first, unless the query says otherwise.
   * @throws InvalidFieldsError
   */
  async list(query: AdminCartListQuery, url: string): Promise<Page<AdminCartResponse>> {
    const order = parseSort(query.sort ?? '-id', SORT_COLUMNS);
    const filter = { q: query.q?.trim(), userId: query.user_id };
    const total = await this.repository.count(filter);
    const carts = await this.repository.page(filter, (parameters) =>
      windowOf(query, order, 'c.id', total, parameters),
    );
    const items: AdminCartResponse[] = [];
    for (const cart of carts) items.push(await this.shown(cart));
    return toPage(items, query, total, url, bookmarksOf(order, carts[0]?.keys, carts.at(-1)?.keys));
  }

  private async shown({ userId, email, items }: FilledCart): Promise<AdminCartResponse> {
    const movieIds = items.map(({ movieId }) => movieId);
    const offers = await this.offers.port.offersFor(userId, movieIds);
    return { user: { id: userId, email }, ...toCartResponse(items, offers, this.settings.currency) };
  }
}
