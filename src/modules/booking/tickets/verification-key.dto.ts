import { ApiProperty } from '@nestjs/swagger';

/** A public key as a JSON Web Key (RFC 8037). */
export class VerificationJwk {
  /** @example "OKP" */
  kty: string;
  /** @example "Ed25519" */
  crv: string;
  /** @example "11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo" */
  x: string;
  /** @example "2026a" */
  kid: string;
  /** @example "EdDSA" */
  alg: string;
  /** @example "sig" */
  use: string;
}

/** A public key that tickets are verified with. */
export class VerificationKeyResponse {
  /** @example "2026a" */
  kid: string;
  /** @example "Ed25519" */
  alg: string;
  @ApiProperty({
    type: String,
    description: 'Its 32 bytes in base64url.',
    example: '11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo',
  })
  public_key: string;
  jwk: VerificationJwk;
  /** @example "-----BEGIN PUBLIC KEY-----\nMCowBQYDK2VwAyEA11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo=\n-----END PUBLIC KEY-----\n" */
  pem: string;
}

/** How QR codes of tickets are verified. */
export class VerificationKeysResponse {
  keys: VerificationKeyResponse[];
  /** @example "Seven parts joined by dots: OC1.<key id>.<code>.…" */
  format: string;
}
