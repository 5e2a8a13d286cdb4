export { ApiAnswer, ApiBodies, ApiProblems } from './api.decorators.js';
export { openApiDocument } from './openapi-document.js';
export { OpenApi, OpenApiModule } from './openapi.module.js';
