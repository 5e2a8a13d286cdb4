export {
  InvalidFieldsError,
  notFound,
  NotFoundError,
  stale,
  StaleError,
  validationFailed,
} from './common-errors.js';
export { DomainError, type FieldError } from './domain-error.js';
export {
  type ErrorKind,
  problemType,
  type ProblemType,
  problemTypes,
  STATUS_OF_KIND,
  statusOf,
} from './problem-type.js';
