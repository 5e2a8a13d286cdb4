import { DomainError, problemType } from '../../../platform/errors/index.js';

export const distributorExists = problemType('distributor-exists', {
  kind: 'conflict',
  title: 'There is such a distributor already',
  explanation:
    'Names of distributors are unique, whatever their case. Edit the one that exists, or choose another name.',
  example: 'There is already a distributor called "Nordlicht Filmverleih".',
});

export const distributorInUse = problemType('distributor-in-use', {
  kind: 'conflict',
  title: 'There are contracts with the distributor',
  explanation:
    'Films are shown, or were settled and paid, on contracts with it; `contracts` says how many there are. Delete those that were never settled first. The others stay in the books, and the distributor with them.',
  example: 'There are 2 contracts with "Nordlicht Filmverleih".',
});

/** Another distributor has the name, in whatever case. */
export class DistributorExistsError extends DomainError {
  constructor(name: string) {
    super(distributorExists, `There is already a distributor called "${name}".`);
  }
}

/** Contracts would lose whom they are with. */
export class DistributorInUseError extends DomainError {
  constructor(name: string, contracts: number) {
    const are = contracts === 1 ? 'is 1 contract' : `are ${contracts} contracts`;
    super(distributorInUse, `There ${are} with "${name}".`, { contracts });
  }
}
