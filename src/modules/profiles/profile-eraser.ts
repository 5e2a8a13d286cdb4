import { AuditLog } from '../../platform/audit/index.js';
import { StoredImages } from '../../platform/storage/images/index.js';
import { type AccountEraser, ErasesAccounts } from '../accounts/index.js';
import { AVATARS } from './avatars/avatar-images.js';
import { ProfilesRepository } from './profiles.repository.js';

/** With an account goes its profile. */
@ErasesAccounts()
export class ProfileEraser implements AccountEraser {
  constructor(
    private readonly profiles: ProfilesRepository,
    private readonly images: StoredImages,
    private readonly audit: AuditLog,
  ) {}

  async eraseAccount(userId: number): Promise<void> {
    const avatar = await this.profiles.delete(userId);
    if (avatar !== null) await this.images.forget(AVATARS, avatar);
    await this.audit.forget('profile.update', `user:${userId}`);
  }
}
