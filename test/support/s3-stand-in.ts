import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';

interface StandInObject {
  readonly body: Buffer;
  readonly contentType: string;
}

/** As much of S3 as the program uses: one bucket, addressed by path, for one access key. */
export class S3StandIn {
  readonly objects = new Map<string, StandInObject>();
  readonly bucket = 'cinema';
  readonly accessKeyId = 'stand-in-key';
  /** Method and path of every request, as it arrived. */
  readonly requests: string[] = [];
  /** Answers 503 to so many of the next requests. */
  failures = 0;
  /** Takes requests and never answers. */
  silent = false;
  private readonly server: Server;

  private constructor() {
    this.server = createServer((request, response) => {
      this.answer(request, response).catch((error: unknown) => response.destroy(error as Error));
    });
  }

  static async start(): Promise<S3StandIn> {
    const standIn = new S3StandIn();
    await new Promise<void>((resolve) => standIn.server.listen(0, '127.0.0.1', resolve));
    return standIn;
  }

  get endpoint(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }

  private async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const path = decodeURIComponent(new URL(request.url ?? '/', this.endpoint).pathname);
    this.requests.push(`${request.method ?? ''} ${path}`);
    const content = await buffer(request);
    if (this.silent) return;
    if (this.failures > 0) {
      this.failures -= 1;
      refuse(response, 503, 'SlowDown');
    } else if (!this.isSigned(request)) {
      refuse(response, 403, 'InvalidAccessKeyId');
    } else if (!path.startsWith(`/${this.bucket}/`)) {
      refuse(response, 404, 'NoSuchBucket');
    } else {
      this.serve(request, response, path.slice(this.bucket.length + 2), content);
    }
  }

  private isSigned(request: IncomingMessage): boolean {
    const [scheme, ...parts] = (request.headers.authorization ?? '').split(/[ ,]+/);
    const facts = new Map(parts.map((part) => part.split('=', 2) as [string, string]));
    const scope = new RegExp(`^${this.accessKeyId}/\\d{8}/[\\w-]+/s3/aws4_request$`);
    return (
      scheme === 'AWS4-HMAC-SHA256' &&
      scope.test(facts.get('Credential') ?? '') &&
      /\bhost\b.*\bx-amz-date\b/.test(facts.get('SignedHeaders') ?? '') &&
      /^[0-9a-f]{64}$/.test(facts.get('Signature') ?? '')
    );
  }

  private serve(request: IncomingMessage, response: ServerResponse, key: string, content: Buffer): void {
    const found = this.objects.get(key);
    if (request.method === 'PUT') {
      this.keep(request, response, key, content);
    } else if (request.method === 'DELETE') {
      this.objects.delete(key);
      response.writeHead(204).end();
    } else if (!found) {
      refuse(response, 404, 'NoSuchKey');
    } else {
      response
        .writeHead(200, { 'content-type': found.contentType, 'content-length': found.body.length })
        .end(request.method === 'HEAD' ? undefined : found.body);
    }
  }

  private keep(request: IncomingMessage, response: ServerResponse, key: string, content: Buffer): void {
    const body = contentOf(request, content);
    if (body === undefined) {
      refuse(response, 411, 'MissingContentLength');
      return;
    }
    this.objects.set(key, { body, contentType: request.headers['content-type'] ?? 'binary/octet-stream' });
    response.writeHead(200, { etag: '"stand-in"' }).end();
  }
}

function refuse(response: ServerResponse, status: number, code: string): void {
  response
    .writeHead(status, { 'content-type': 'application/xml' })
    .end(
      `<?xml version="1.0" encoding="UTF-8"?><Error><Code>${code}</Code><Message>${code}</Message></Error>`,
    );
}

/** The content of an upload, or undefined where its length was not announced, as S3 demands. */
function contentOf(request: IncomingMessage, content: Buffer): Buffer | undefined {
  if (!(request.headers['content-encoding'] ?? '').includes('aws-chunked')) {
    return request.headers['content-length'] === undefined ? undefined : content;
  }
  const length = request.headers['x-amz-decoded-content-length'];
  const body = withoutChunks(content);
  return Number(length) === body.length ? body : undefined;
}

/** `aws-chunked`: hexadecimal length and CRLF before each chunk, CRLF behind it, and trailers after one of length 0. */
function withoutChunks(content: Buffer): Buffer {
  const chunks: Buffer[] = [];
  let position = 0;
  for (;;) {
    const end = content.indexOf('\r\n', position);
    const length = Number.parseInt(content.toString('latin1', position, end), 16);
    if (end === -1 || !(length > 0)) return Buffer.concat(chunks);
    chunks.push(content.subarray(end + 2, end + 2 + length));
    position = end + 2 + length + 2;
  }
}
