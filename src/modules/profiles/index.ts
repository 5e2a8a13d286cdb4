/**
 * Profiles: what people say of themselves, and their avatars.
 * Invariants: an account has one profile at most, and an empty one until it writes it; others see the display name and the
 * avatar only, never the e-mail or the whole last name; with the account goes its profile, and with either the avatar's files.
 */
export { ProfilesModule } from './profiles.module.js';
export { type BuyerFacts, type ProfileDisplay, ProfilesService } from './profiles.service.js';
