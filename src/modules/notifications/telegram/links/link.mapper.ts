import type { DeepLink } from './deep-links.js';
import type { ConfirmedLinkResponse, DeepLinkResponse, TelegramLinkResponse } from './link.dto.js';
import type { TelegramLink } from './telegram-link.js';

export function toLinkResponse(state: TelegramLink | DeepLink): TelegramLinkResponse {
  return 'tgId' in state ? toConfirmedLink(state) : { linked: false, ...toDeepLink(state) };
}

export function toConfirmedLink({ tgId, username, linkedAt }: TelegramLink): ConfirmedLinkResponse {
  return { linked: true, tg_id: tgId, username, linked_at: linkedAt.toISOString() };
}

export function toDeepLink({ url, expiresAt }: DeepLink): DeepLinkResponse {
  return { deep_link: url, expires_at: expiresAt.toISOString() };
}
