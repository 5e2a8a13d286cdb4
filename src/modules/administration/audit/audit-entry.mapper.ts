import type { AuditEntryResponse } from './audit-entry.dto.js';
import type { AuditRow } from './audit-log.repository.js';

/** What goes out of an entry. */
export function toAuditEntryResponse(row: AuditRow): AuditEntryResponse {
  return {
    id: Number(row.id),
    action: row.action,
    actor: row.actor_id === null ? null : { id: row.actor_id, email: row.actor_email ?? '' },
    target: row.target,
    before: row.before,
    after: row.after,
    request_id: row.request_id,
    created_at: row.created_at.toISOString(),
  };
}
