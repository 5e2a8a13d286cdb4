import { Injectable } from '@nestjs/common';
import { DiscoveryService } from '@nestjs/core';
import { Database } from '../database/index.js';
import { discover } from '../discovery/index.js';
import { type InvariantSource, statesInvariants } from './invariant.js';

/** Rows of one invariant that are enough to see what is wrong. */
const MAX_ROWS = 20;

/** An invariant and the first rows that break it. */
export interface CheckedInvariant {
  readonly name: string;
  readonly broken: readonly Record<string, unknown>[];
}

/** Checks what must be true of the data. */
@Injectable()
export class Invariants {
  constructor(
    private readonly discovery: DiscoveryService,
    private readonly database: Database,
  ) {}

  /** All invariants of all contexts, by name. */
  async check(): Promise<CheckedInvariant[]> {
    const sources = [...discover(this.discovery, statesInvariants).keys()] as InvariantSource[];
    const invariants = sources.flatMap((source) => source.invariants);
    const checked: CheckedInvariant[] = [];
    for (const { name, sql } of invariants.toSorted((one, other) => (one.name < other.name ? -1 : 1))) {
      checked.push({
        name,
        broken: await this.database.rows(`SELECT * FROM (${sql}) broken LIMIT ${MAX_ROWS}`),
      });
    }
    return checked;
  }
}
