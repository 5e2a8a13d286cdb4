import { Injectable } from '@nestjs/common';
import { Transaction } from '../../../platform/database/index.js';
import { type RateLimit, RateLimits } from '../../../platform/rate-limits/index.js';
import { StoredImages } from '../../../platform/storage/images/index.js';
import type { ProfileResponse } from '../profile.dto.js';
import { toProfileResponse } from '../profile.mapper.js';
import { ProfilesRepository } from '../profiles.repository.js';
import { AVATARS } from './avatar-images.js';

/** Reading an image is the dearest thing that an account can ask for, one at a time for all. */
const UPLOADS: RateLimit = { name: 'avatar', times: 20, seconds: 600, by: 'user' };

/** Giving accounts their avatars and taking them away. */
@Injectable()
export class AvatarsService {
  constructor(
    private readonly transaction: Transaction,
    private readonly profiles: ProfilesRepository,
    private readonly images: StoredImages,
    private readonly limits: RateLimits,
  ) {}

  /**
   * Makes an image the account's avatar. The files of the former one go.
   * @param read hands over the image once it is known that it is wanted
   * @throws TooManyRequestsError, NotFoundError, ImageNotUsableError, StorageUnavailableError, and what `read` throws
   */
  async replace(userId: number, read: () => Promise<Buffer>): Promise<ProfileResponse> {
    await this.limits.count(UPLOADS, String(userId));
    await this.images.keep(AVATARS, await read(), (avatar) => this.show(userId, avatar));
    return toProfileResponse(await this.profiles.get(userId));
  }

  /**
   * Takes the account's avatar away, if it has one.
   * @throws NotFoundError
   */
  async remove(userId: number): Promise<void> {
    await this.show(userId, null);
  }

  private async show(userId: number, avatar: string | null): Promise<void> {
    await this.transaction.run(async () => {
      const profile = await this.profiles.lock(userId);
      if (profile.avatar === avatar) return;
      await this.profiles.save({ ...profile, avatar });
      if (profile.avatar !== null) await this.images.forget(AVATARS, profile.avatar);
    });
  }
}
