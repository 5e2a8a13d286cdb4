import type { TicketKey } from './ticket-keys.js';
import { QR_FORMAT } from './ticket-qr.js';
import type { VerificationKeyResponse, VerificationKeysResponse } from './verification-key.dto.js';

/** The public parts of keys in every form that scanners may want. */
export function toVerificationKeys(keys: readonly TicketKey[]): VerificationKeysResponse {
  return { keys: keys.map(toKey), format: QR_FORMAT };
}

function toKey({ id, publicKey }: TicketKey): VerificationKeyResponse {
  const { x = '' } = publicKey.export({ format: 'jwk' });
  return {
    kid: id,
    alg: 'Ed25519',
    public_key: x,
    jwk: { kty: 'OKP', crv: 'Ed25519', x, kid: id, alg: 'EdDSA', use: 'sig' },
    pem: publicKey.export({ type: 'spki', format: 'pem' }).toString(),
  };
}
