import { contentEtag } from '../../../../platform/http/index.js';
import type { HallLayout } from '../hall.js';
import type { LayoutResponse, LayoutRowResponse } from './layout.dto.js';

/** What goes out of a layout: row by row. */
export function toLayoutResponse(layout: HallLayout): LayoutResponse {
  const rows: LayoutRowResponse[] = [];
  let before = -1;
  for (const { row, rowPosition, gapBefore, ...seat } of layout.seats) {
    let current = rows.at(-1);
    if (current?.row !== row) {
      current = { row, aisle_before: rowPosition - before - 1, seats: [] };
      rows.push(current);
      before = rowPosition;
    }
    const { id, number, category, accessible, companion } = seat;
    current.seats.push({ id, number, category, accessible, companion, gap_before: gapBefore });
  }
  return { hall_id: layout.hallId, capacity: layout.seats.length, rows };
}

export function layoutEtag({ version }: Pick<HallLayout, 'version'>): string {
  return contentEtag(String(version), 'seats');
}
