export { Health, type HealthCheck } from './health.js';
export { closeWhenDraining, observeHttp } from './http-observer.js';
export { createLogger, NestLogger } from './logger.js';
export { Metrics } from './metrics.js';
export { ObservabilityModule } from './observability.module.js';
