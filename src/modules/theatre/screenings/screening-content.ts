import { decimalOf } from '../../../platform/money/index.js';
import type { ScreeningPlan } from './screening-plan.js';

/** What editors can say of a screening, by the names that they use: for the audit log. */
export function contentOf(plan: ScreeningPlan, movieUuid: string): Record<string, unknown> {
  return {
    hall_id: plan.hallId,
    movie_uuid: movieUuid,
    starts_at: plan.startsAt,
    ends_at: plan.endsAt,
    occupied_until: plan.occupiedUntil,
    base_price: decimalOf(plan.basePrice),
    language: plan.language,
    subtitles: plan.subtitles,
    format: plan.format,
    cleaning_minutes: plan.cleaningMinutes,
    sales_start: plan.salesStart,
    sales_end: plan.salesEnd,
  };
}
