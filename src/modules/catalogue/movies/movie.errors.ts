import { DomainError, problemType } from '../../../platform/errors/index.js';

export const movieExists = problemType('movie-exists', {
  kind: 'conflict',
  title: 'The film is already in the catalogue',
  explanation:
    'A film is known by its name, year and running time together, whatever the case of the name. Edit the one that exists, or correct the year or the running time.',
  example: 'There is already a film "Heat" of 1995 with 170 minutes.',
});

/** Another film has the same name (whatever its case), year and running time. */
export class MovieExistsError extends DomainError {
  constructor(film: { name: string; year: number; time: number }) {
    super(movieExists, `There is already a film "${film.name}" of ${film.year} with ${film.time} minutes.`);
  }
}

export const movieInUse = problemType('movie-in-use', {
  kind: 'conflict',
  title: 'The film is needed',
  explanation:
    'What people bought, or are about to pay for, stays in the catalogue. Withdraw the film from sale instead: `PATCH /movies/{uuid}` with `withdrawn: true`. Then nobody else can buy it.',
  example: 'It cannot be deleted: people own it. Withdraw it from sale instead.',
});

export const movieInCarts = problemType('movie-in-carts', {
  kind: 'conflict',
  title: 'The film lies in carts',
  explanation:
    'People mean to buy it; `carts` says how many. Send the deletion again with `?force=true` to take it out of their carts as well. They are told.',
  example: 'The film lies in 3 carts. Send force=true to delete it all the same.',
});

/** Something that must not be lost hangs on the film. */
export class MovieInUseError extends DomainError {
  constructor(reasons: readonly string[]) {
    super(movieInUse, `It cannot be deleted: ${reasons.join(', and ')}. Withdraw it from sale instead.`, {
      reasons,
    });
  }
}

/** People mean to buy the film. */
export class MovieInCartsError extends DomainError {
  constructor(carts: number) {
    super(
      movieInCarts,
      `The film lies in ${carts} cart${carts === 1 ? '' : 's'}. Send force=true to delete it all the same.`,
      { carts },
    );
  }
}
