import type { PreorderPartResponse, PreorderResponse } from './preorder.dto.js';
import type { Preorder, PreorderItem } from './preorder.js';

export function toPreorderResponse(preorder: Preorder): PreorderResponse {
  return {
    pickup_code: preorder.pickupCode,
    status: preorder.status,
    items: preorder.items.map((item) => ({
      ...toPart(item),
      ...(item.parts.length === 0 ? {} : { parts: item.parts.map(toPart) }),
    })),
    cinema: { id: preorder.cinemaId, name: preorder.cinema },
    order_id: preorder.orderId,
    created_at: preorder.createdAt.toISOString(),
    needed_at: preorder.neededAt?.toISOString() ?? null,
    expires_at: preorder.expiresAt.toISOString(),
    ready_at: preorder.readyAt?.toISOString() ?? null,
    collected_at: preorder.collectedAt?.toISOString() ?? null,
  };
}

function toPart({ itemId, name, size, quantity }: Omit<PreorderItem, 'parts'>): PreorderPartResponse {
  return { item_id: itemId, name, size, quantity };
}
