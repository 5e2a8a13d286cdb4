import { Injectable, type OnModuleInit } from '@nestjs/common';
import { DiscoveryService } from '@nestjs/core';
import { discover } from '../discovery/index.js';
import { handledJob, type JobDelivery } from './job-handler.js';

/** A handler when its job's name is known at run time only. */
interface AnyProcessor {
  handle(payload: unknown, delivery: JobDelivery): Promise<void>;
}

/** Which provider handles which job. */
@Injectable()
export class JobHandlers implements OnModuleInit {
  private found: ReadonlyMap<string, AnyProcessor> | undefined;

  constructor(private readonly discovery: DiscoveryService) {}

  /** @throws Error where two providers handle one job: the start ends here */
  onModuleInit(): void {
    this.byName();
  }

  /** The names of all jobs that have a handler, sorted. */
  names(): string[] {
    return [...this.byName().keys()].sort();
  }

  /** @throws Error when nobody handles the job */
  handlerOf(name: string): AnyProcessor {
    const handler = this.byName().get(name);
    if (!handler) throw new Error(`No provider has @JobHandler('${name}').`);
    return handler;
  }

  /** Looks when first asked, since other modules may add jobs while they start. */
  private byName(): ReadonlyMap<string, AnyProcessor> {
    this.found ??= this.discover();
    return this.found;
  }

  private discover(): ReadonlyMap<string, AnyProcessor> {
    const handlers = new Map<string, AnyProcessor>();
    for (const [provider, name] of discover(this.discovery, handledJob)) {
      if (handlers.has(name)) throw new Error(`Two providers have @JobHandler('${name}').`);
      handlers.set(name, provider as AnyProcessor);
    }
    return handlers;
  }
}
