import { SetMetadata } from '@nestjs/common';
import { DomainError, problemType } from '../errors/index.js';

export const SIGN_UP = 'sign-up';

/** Where accounts are made. */
const REGISTER = '/accounts/register';

export const signUpRequired = problemType('sign-up-required', {
  kind: 'unauthenticated',
  title: 'Sign up first',
  explanation:
    'This is for people with an account. Register at the address in `register` (a POST with e-mail and password), or sign in (`POST /accounts/login`) and send the access token.',
  example: `This is for people with an account. Register at ${REGISTER}, or sign in.`,
});

/** Strangers who call this are asked to sign up. For what people come to before they have an account. */
export const SignUpRequired = () => SetMetadata(SIGN_UP, true);

/** A stranger wants something that takes an account. */
export class SignUpRequiredError extends DomainError {
  constructor() {
    super(signUpRequired, signUpRequired.example, { register: REGISTER });
  }
}
