/**
 * Store: films as things that are bought, and the library of what somebody owns.
 * Invariants: a film is in one open order of a person at most, and bought once at most; whoever owns a film has a paid line
 * for it that was not given back, and the reverse.
 */
export { StoreModule } from './store.module.js';
