import { DomainError, problemType } from '../../../platform/errors/index.js';

export const hallExists = problemType('hall-exists', {
  kind: 'conflict',
  title: 'The cinema has such a hall already',
  explanation:
    'Names of halls are unique in their cinema, whatever their case. Edit the one that exists, or choose another name.',
  example: 'The cinema already has a hall called "Hall 1".',
});

/** Another hall of the cinema has the name, in whatever case. */
export class HallExistsError extends DomainError {
  constructor(name: string) {
    super(hallExists, `The cinema already has a hall called "${name}".`);
  }
}
