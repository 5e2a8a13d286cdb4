export { CacheEpoch } from './cache-epoch.js';
export { CacheForAnonymous } from './cache-for-anonymous.interceptor.js';
export { CacheModule } from './cache.module.js';
export { ResponseCache } from './response-cache.js';
