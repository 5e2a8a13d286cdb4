import { sign, verify } from 'node:crypto';
import type { TicketKey } from './ticket-keys.js';
import { readTicketCode } from './ticket-code.js';

const VERSION = 'OC1';

/** What the QR of a ticket says (rule 26). */
export interface TicketClaims {
  readonly code: string;
  readonly screeningId: number;
  readonly seatId: number;
  /** Unix seconds; nobody is let in with it afterwards. */
  readonly expires: number;
}

/** How the text of a QR is made and verified, for those who write scanners. */
export const QR_FORMAT =
  'Seven parts joined by dots: OC1.<key id>.<code>.<screening id>.<seat id>.<expiry>.<signature>. The expiry is in Unix ' +
  'seconds. The signature is Ed25519 over everything before the last dot (ASCII), in base64url without padding. A scanner ' +
  'without a connection verifies it with the key of that id, compares screening and expiry, lets each code in once, and ' +
  'uploads what it scanned to POST /tickets/check-in/batch. Keys change: read this list before each shift.';

/** The text of a ticket's QR. */
export function writeQr({ code, screeningId, seatId, expires }: TicketClaims, key: TicketKey): string {
  const claims = [VERSION, key.id, code, screeningId, seatId, expires].join('.');
  return `${claims}.${sign(null, Buffer.from(claims), key.privateKey).toString('base64url')}`;
}

/**
 * Reads the text of a QR.
 * @param keyOf finds a key by its id
 * @returns undefined for everything that was not signed by one of ours
 */
export function readQr(text: string, keyOf: (id: string) => TicketKey | undefined): TicketClaims | undefined {
  const [, claims = '', keyId = '', given = '', screening, seat, expires, signature = ''] =
    /^(OC1\.([A-Za-z0-9]{1,16})\.([A-Z0-9]{16})\.(\d{1,10})\.(\d{1,10})\.(\d{1,12}))\.([\w-]{86})$/.exec(
      text,
    ) ?? [];
  const key = keyOf(keyId);
  const code = readTicketCode(given);
  const bytes = Buffer.from(signature, 'base64url');
  // The last sign has bits to spare: another one there must not pass for the same signature.
  if (!key || code === undefined || bytes.toString('base64url') !== signature) return undefined;
  if (!verify(null, Buffer.from(claims), key.publicKey, bytes)) return undefined;
  return { code, screeningId: Number(screening), seatId: Number(seat), expires: Number(expires) };
}
