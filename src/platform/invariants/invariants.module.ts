import { Module } from '@nestjs/common';
import { DiscoveryModule } from '@nestjs/core';
import { Invariants } from './invariants.js';

@Module({ imports: [DiscoveryModule], providers: [Invariants], exports: [Invariants] })
export class InvariantsModule {}
