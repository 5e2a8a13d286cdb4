export { AllowedMethods } from './allowed-methods.js';
export { answerConditionally, contentEtag, etagOf, namesEtag, requireMatch } from './etag.js';
export { serveEvents } from './event-stream.js';
export { addHttpHooks } from './http-hooks.js';
export { HttpModule } from './http.module.js';
export {
  forbidden,
  malformed,
  tooLarge,
  unauthenticated,
  unavailable,
  unsupportedMedia,
} from './http-problems.js';
export { IdParam, UuidParam } from './path-parameters.js';
export { currentRequest, requestIdOf, runForRequest } from './request-context.js';
export { rewriteUrl } from './rewrite-url.js';
export { problemOf } from './problem-document.js';
export { ProblemFilter, sendProblem } from './problem.filter.js';
export { ApiOptionalBody, OptionalBody } from './optional-body.js';
export { DtoValidationPipe } from './validation.pipe.js';
export { DecimalNumber } from './decimal-number.js';
export { EachTextLength, lengthOf, TextLength } from './text-length.js';
