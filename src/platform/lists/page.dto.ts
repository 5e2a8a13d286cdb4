import type { Type } from '@nestjs/common';
import { ApiProperty } from '@nestjs/swagger';
import type { Page } from './page.js';

/** Describes a page of items for the documentation. */
export function PageOf<Item>(item: Type<Item>): Type<Page<Item>> {
  class PageResponse implements Page<Item> {
    @ApiProperty({ type: [item] })
    items: Item[];

    @ApiProperty({ type: 'integer', example: 1 })
    page: number;

    @ApiProperty({ type: 'integer', example: 20 })
    per_page: number;

    @ApiProperty({ type: 'integer', description: 'How many items the whole list has.', example: 1 })
    total_items: number;

    @ApiProperty({ type: 'integer', example: 1 })
    total_pages: number;

    @ApiProperty({
      type: String,
      nullable: true,
      description: 'A relative URL that keeps every filter.',
      example: null,
    })
    prev_page: string | null;

    @ApiProperty({
      type: String,
      nullable: true,
      description: 'A relative URL that keeps every filter.',
      example: null,
    })
    next_page: string | null;
  }
  Object.defineProperty(PageResponse, 'name', { value: `${item.name.replace(/Response$/, '')}Page` });
  return PageResponse;
}
