import { DomainError, problemType } from '../../../platform/errors/index.js';

export const promoCodeExists = problemType('promo-code-exists', {
  kind: 'conflict',
  title: 'There is such a code already',
  explanation: 'Promo codes are unique, whatever their case. Edit the one that exists, or choose another.',
  example: 'There is already a promo code "AUTUMN20".',
});

/** Another code has the name, in whatever case. */
export class PromoCodeExistsError extends DomainError {
  constructor(code: string) {
    super(promoCodeExists, `There is already a promo code "${code}".`);
  }
}
