import { DomainError, problemType } from '../../platform/errors/index.js';

export const emailTaken = problemType('email-taken', {
  kind: 'conflict',
  title: 'The e-mail has an account',
  explanation: 'An account with this e-mail, in whatever case, exists. Sign in, or have the password reset.',
  example: 'There is already an account with this e-mail.',
});

export const invalidToken = problemType('invalid-token', {
  kind: 'malformed',
  title: 'The link is not valid',
  explanation:
    'The token is wrong, was used, was replaced by a newer one, or has expired. Ask for a new link.',
  example: 'This link is not valid any more. Ask for a new one.',
});

export const wrongCredentials = problemType('wrong-credentials', {
  kind: 'unauthenticated',
  title: 'E-mail or password is wrong',
  explanation:
    'There is no account with this e-mail and this password. Which of the two is wrong is not said. A forgotten password can be reset.',
  example: 'E-mail or password is wrong.',
});

export const notActivated = problemType('not-activated', {
  kind: 'forbidden',
  title: 'The account is not activated',
  explanation:
    'Follow the link in the mail that was sent at registration, or ask for a new one (`POST /accounts/resend-activation`).',
  example: 'The account is not activated yet. Follow the link in the mail.',
});

export const deactivated = problemType('deactivated', {
  kind: 'forbidden',
  title: 'The account was deactivated',
  explanation: 'An administrator has closed this account. Ask them about it.',
  example: 'The account was deactivated by an administrator.',
});

export const invalidRefreshToken = problemType('invalid-refresh-token', {
  kind: 'unauthenticated',
  title: 'The refresh token is not valid',
  explanation:
    'It is wrong, has expired, belongs to a session that has ended, or was used before. A refresh token works once: using it twice ends its session. Sign in again.',
  example: 'The refresh token is not valid. Sign in again.',
});

export const samePassword = problemType('same-password', {
  kind: 'conflict',
  title: 'The new password is the old one',
  explanation: 'Choose a password that differs from the one you have.',
  example: 'The new password is the same as the old one.',
});

export const lastAdmin = problemType('last-admin', {
  kind: 'conflict',
  title: 'The last administrator stays',
  explanation:
    'This would leave nobody who can administer accounts. Make somebody else an administrator first.',
  example: 'This is the last active administrator.',
});

export const notConfirmed = problemType('not-confirmed', {
  kind: 'conflict',
  title: 'The e-mail is not confirmed',
  explanation:
    'The account waits for its activation, and whoever registers the e-mail again starts it over. Give it more rights once its owner has followed the link, or activate it first.',
  example: 'The account waits for its activation.',
});

export const busy = problemType('busy', {
  kind: 'unavailable',
  title: 'Too many are signing in',
  explanation:
    'More people are signing in just now than passwords can be checked. Nothing was changed; try again after `Retry-After` seconds.',
  example: 'Too many are signing in just now. Try again in 2 seconds.',
});

/** An active account has the e-mail. */
export class EmailTakenError extends DomainError {
  constructor() {
    super(emailTaken, emailTaken.example);
  }
}

/** A token of a mail is wrong, used, replaced or expired. */
export class InvalidTokenError extends DomainError {
  constructor() {
    super(invalidToken, invalidToken.example);
  }
}

/** E-mail and password do not belong together; which of the two is wrong is never said. */
export class WrongCredentialsError extends DomainError {
  constructor() {
    super(wrongCredentials, wrongCredentials.example);
  }
}

/** The password is right, the account not activated yet. */
export class NotActivatedError extends DomainError {
  constructor() {
    super(notActivated, notActivated.example);
  }
}

/** The password is right, the account closed by an administrator. */
export class DeactivatedError extends DomainError {
  constructor() {
    super(deactivated, deactivated.example);
  }
}

/** The refresh token opens nothing. */
export class InvalidRefreshTokenError extends DomainError {
  constructor() {
    super(invalidRefreshToken, invalidRefreshToken.example);
  }
}

/** A password change that changes nothing. */
export class SamePasswordError extends DomainError {
  constructor() {
    super(samePassword, samePassword.example);
  }
}

/** Nobody would be left who can administer accounts. */
export class LastAdminError extends DomainError {
  constructor() {
    super(lastAdmin, lastAdmin.example);
  }
}

/** An account that anybody may start over is given no rights. */
export class NotConfirmedError extends DomainError {
  constructor() {
    super(notConfirmed, notConfirmed.example);
  }
}

/** More passwords wait to be checked than can be checked soon. */
export class BusyError extends DomainError {
  /** @param seconds after which to try again */
  constructor(seconds: number) {
    super(busy, `Too many are signing in just now. Try again in ${seconds} seconds.`, {
      retry_after: seconds,
    });
  }
}
