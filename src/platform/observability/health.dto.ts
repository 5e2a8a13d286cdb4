/** How one part of the system is. */
export class PartHealth {
  /** @example "up" */
  status: 'up' | 'down' | 'not_configured';
}

/** Whether this process can do its work. */
export class HealthResponse {
  /**
   * `degraded`: it works, but something that is not vital does not answer.
   * @example "ready"
   */
  status: 'ready' | 'degraded' | 'unavailable';
  /** @example { "database": { "status": "up" }, "queue": { "status": "up" } } */
  parts: Record<string, PartHealth>;
}

/** The process runs. */
export class LivenessResponse {
  /** @example "alive" */
  status: 'alive';
}
