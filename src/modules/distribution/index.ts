/**
 * Distribution: who lends us films, on which terms, what a film week brings them, and what they were paid.
 * Invariants: contracts of one film and the same scope do not overlap; a closed settlement never changes and adds up to the box
 * office that it was closed with; a film week is proposed as due once.
 */
export { DemoContractsService } from './demo/demo-contracts.service.js';
export { DistributionModule } from './distribution.module.js';
export {
  type DistributorStatement,
  DistributorStatements,
} from './statements/distributor-statements.service.js';
