export { type Invariant, type InvariantSource, StatesInvariants } from './invariant.js';
export { type CheckedInvariant, Invariants } from './invariants.js';
export { InvariantsModule } from './invariants.module.js';
