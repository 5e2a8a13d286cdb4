import { etagOf } from '../../platform/http/index.js';
import type { ProfileResponse } from './profile.dto.js';

/** The ETag of a profile: all that it shows can be edited. */
export function profileEtag(profile: ProfileResponse): string {
  return etagOf(JSON.stringify(profile));
}
