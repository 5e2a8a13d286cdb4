import type { CheckInDto, OfflineScanDto } from './check-in.dto.js';
import type { Scan } from './scan.js';

/** A scan that is made at this moment. What is null was not given. */
export function toScan({
  qr,
  code,
  screening_id,
  nonce,
  device,
  direction,
}: CheckInDto | OfflineScanDto): Scan {
  return {
    qr: qr ?? undefined,
    code: code ?? undefined,
    screeningId: screening_id ?? undefined,
    nonce: nonce ?? undefined,
    device: device ?? undefined,
    direction: direction ?? 'in',
    scannedAt: undefined,
  };
}
