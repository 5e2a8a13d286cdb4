import { Injectable } from '@nestjs/common';
import {
  type ConsoleSession,
  type LoginDto,
  SessionsService,
  SignInService,
  type deviceOf,
} from '../../accounts/index.js';
import { reaches, UnauthenticatedError } from '../../../platform/auth/index.js';
import { NotForConsoleError } from '../console.errors.js';

const LEAST = 'moderator';

/** Signing in to the console, going on, and signing out. */
@Injectable()
export class ConsoleSessionService {
  constructor(
    private readonly signIns: SignInService,
    private readonly sessions: SessionsService,
  ) {}

  /** @throws NotForConsoleError for users and cashiers, and whatever a sign-in throws */
  signIn({ email, password }: LoginDto, device: ReturnType<typeof deviceOf>): Promise<ConsoleSession> {
    return this.signIns.withUser({ email, password, device }, async (user) => {
      if (!reaches(user.group, LEAST)) throw new NotForConsoleError();
      return this.sessions.beginConsole({ userId: user.id }, device);
    });
  }

  /**
   * An access token for who holds the cookie.
   * @throws UnauthenticatedError, NotForConsoleError
   */
  async accessToken(cookie: string | undefined): Promise<string> {
    const principal = cookie === undefined ? undefined : await this.sessions.consoleUser(cookie);
    if (!principal) throw new UnauthenticatedError();
    if (!reaches(principal.group, LEAST)) throw new NotForConsoleError();
    return this.sessions.accessToken(principal);
  }

  async signOut(cookie: string | undefined): Promise<void> {
    if (cookie !== undefined) await this.sessions.endConsole(cookie);
  }
}
