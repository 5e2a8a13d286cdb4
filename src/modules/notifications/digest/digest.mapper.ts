import type { NotificationResponse } from '../inbox/notification.dto.js';
import type { DigestItem } from './notification-digest.mail.js';

/** @param publicUrl where the API is, without a slash at its end */
export function toDigestItem({ title, body, link }: NotificationResponse, publicUrl: string): DigestItem {
  return { title: withoutAddresses(title), body: withoutAddresses(body), link: `${publicUrl}${link}` };
}

const NO_SPACE = '\u200b';

/**
 * The same to the eye. Programs that show mails make links of what looks like an address; nobody shall lead readers
 * anywhere by what they write, so that invisible characters part what others wrote where an address is known by.
 */
export function withoutAddresses(text: string): string {
  return text.replace(/:(?=\/\/)|[.@](?=[\p{L}\p{N}])/gu, `$&${NO_SPACE}`);
}
