import { Injectable } from '@nestjs/common';

const STATES_INVARIANTS = Symbol('StatesInvariants');

/** Something that is true of the data at every moment: after any load, kill or fault. */
export interface Invariant {
  /** What holds, in words. */
  readonly name: string;
  /** A statement that returns the rows that break it, and so nothing. */
  readonly sql: string;
}

/** The invariants of a context. */
export interface InvariantSource {
  readonly invariants: readonly Invariant[];
}

/** Makes a provider state invariants; listed in any module it is found when they are checked. */
export const StatesInvariants =
  () =>
  (target: new (...dependencies: never[]) => InvariantSource): void => {
    Injectable()(target);
    Reflect.defineMetadata(STATES_INVARIANTS, true, target);
  };

/** Whether a class states invariants. */
export function statesInvariants(type: object): true | undefined {
  return Reflect.getMetadata(STATES_INVARIANTS, type) === true || undefined;
}
