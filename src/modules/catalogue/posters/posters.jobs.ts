import { JobHandler, type JobProcessor } from '../../../platform/jobs/index.js';
import { ObjectStorage } from '../../../platform/storage/index.js';

declare module '../../../platform/jobs/index.js' {
  interface JobPayloads {
    /** Storage keys that nothing shows any more and nothing will show again. */
    'catalogue.remove-files': { keys: string[] };
  }
}

/** Removes files from the storage; doing so twice does no harm. */
@JobHandler('catalogue.remove-files')
export class RemoveFilesHandler implements JobProcessor<'catalogue.remove-files'> {
  constructor(private readonly storage: ObjectStorage) {}

  async handle({ keys }: { keys: string[] }): Promise<void> {
    await this.storage.delete(keys);
  }
}
