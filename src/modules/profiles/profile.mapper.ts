import { imageUrl } from '../../platform/storage/images/index.js';
import { AVATAR_WIDTH } from './avatars/avatar-images.js';
import type { ProfileResponse } from './profile.dto.js';
import { displayName } from './profile.policy.js';
import type { Profile } from './profiles.repository.js';

/** A profile as its owner and administrators see it. */
export function toProfileResponse(profile: Profile): ProfileResponse {
  return {
    id: profile.id,
    display_name: displayName(profile.id, profile),
    first_name: profile.first_name,
    last_name: profile.last_name,
    gender: profile.gender,
    date_of_birth: profile.date_of_birth,
    country: profile.country,
    info: profile.info,
    avatar_url: avatarUrl(profile.avatar),
  };
}

/** Relative address of an avatar. */
export function avatarUrl(avatar: string | null): string | null {
  return avatar === null ? null : imageUrl(avatar, AVATAR_WIDTH);
}
