import { contentEtag } from '../../../platform/http/index.js';
import type { Distributor, DistributorContent } from './distributor.js';
import type { DistributorResponse } from './distributor.dto.js';

/** What goes out of a distributor. */
export function toDistributorResponse(distributor: Distributor): DistributorResponse {
  return { id: distributor.id, ...distributorFacts(distributor) };
}

/** What moderators say of a distributor, by the names that they use. */
export function distributorFacts(distributor: DistributorContent): Omit<DistributorResponse, 'id'> {
  return {
    name: distributor.name,
    contact_name: distributor.contactName,
    email: distributor.email,
    phone: distributor.phone,
    address: distributor.address,
    tax_number: distributor.taxNumber,
    payment_days: distributor.paymentDays,
    notes: distributor.notes,
  };
}

export function distributorEtag({ version }: Distributor): string {
  return contentEtag(String(version), 'distributor');
}
