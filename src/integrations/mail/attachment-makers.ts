import { Injectable, type OnModuleInit } from '@nestjs/common';
import { DiscoveryService } from '@nestjs/core';
import { discover } from '../../platform/discovery/index.js';
import {
  type AttachmentMaker,
  type AttachmentWish,
  madeAttachments,
  type MailAttachment,
} from './attachments.js';

/** Finds who makes the files of a mail. */
@Injectable()
export class AttachmentMakers implements OnModuleInit {
  private makers: ReadonlyMap<string, AttachmentMaker<object>> = new Map();

  constructor(private readonly discovery: DiscoveryService) {}

  /** @throws Error when files of one kind are made by two providers */
  onModuleInit(): void {
    const found = discover(this.discovery, madeAttachments);
    this.makers = new Map([...found].map(([maker, kind]) => [kind, maker as AttachmentMaker<object>]));
    if (this.makers.size < found.size) throw new Error('Files of one kind are made by two providers.');
  }

  /** @throws Error where nobody makes such files */
  async make(wishes: readonly AttachmentWish[]): Promise<MailAttachment[]> {
    const files: MailAttachment[] = [];
    for (const { kind, facts } of wishes) {
      const maker = this.makers.get(kind);
      if (!maker) throw new Error(`Nobody makes files of the kind "${kind}".`);
      files.push(...(await maker.make(facts)));
    }
    return files;
  }
}
