import { Injectable } from '@nestjs/common';

const MAKES_ATTACHMENTS = Symbol('MakesAttachments');

/** A file in a mail. */
export interface MailAttachment {
  readonly filename: string;
  readonly contentType: string;
  readonly content: Buffer;
}

/** Which files a mail is to have: who makes them, and out of what. */
export interface AttachmentWish {
  readonly kind: string;
  readonly facts: object;
}

/** A kind of files that mails can have. `Facts` says what they are made of, and must survive JSON. */
export interface AttachmentKind<Facts extends object> {
  readonly name: string;
  of(facts: Facts): AttachmentWish;
}

/** Makes the files of one kind when a mail is delivered, so that nothing large waits in the outbox. */
export interface AttachmentMaker<Facts extends object> {
  /** @returns none where what they were to show is gone; throwing means: try again later */
  make(facts: Facts): Promise<readonly MailAttachment[]>;
}

/** Declares a kind of files, in the context that makes them. */
export function attachmentKind<Facts extends object>(name: string): AttachmentKind<Facts> {
  return Object.freeze({ name, of: (facts: Facts) => ({ kind: name, facts }) });
}

/** Makes a provider make files of a kind; listed in any module it is found at the start. */
export const MakesAttachments =
  <Facts extends object>({ name }: AttachmentKind<Facts>) =>
  (target: new (...dependencies: never[]) => AttachmentMaker<Facts>): void => {
    Injectable()(target);
    Reflect.defineMetadata(MAKES_ATTACHMENTS, name, target);
  };

/** The kind of files that a class makes, if it makes any. */
export function madeAttachments(type: object): string | undefined {
  return Reflect.getMetadata(MAKES_ATTACHMENTS, type) as string | undefined;
}
