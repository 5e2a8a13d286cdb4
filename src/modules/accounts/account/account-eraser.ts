import { Injectable } from '@nestjs/common';

const ERASES_ACCOUNTS = Symbol('ErasesAccounts');

/** Part of the deletion of an account, in a context that keeps something about people. */
export interface AccountEraser {
  /**
   * Removes what this context keeps about somebody, or makes it anonymous where the books need it. Runs inside the
   * transaction of the deletion.
   */
  eraseAccount(userId: number): Promise<void>;
}

/** Makes a provider take part in the deletion of accounts; listed in any module it is found at the start. */
export const ErasesAccounts =
  () =>
  (target: new (...dependencies: never[]) => AccountEraser): void => {
    Injectable()(target);
    Reflect.defineMetadata(ERASES_ACCOUNTS, true, target);
  };

/** Whether a class takes part in the deletion of accounts. */
export function erasesAccounts(type: object): boolean {
  return Reflect.getMetadata(ERASES_ACCOUNTS, type) === true;
}
