import { JobHandler, type JobProcessor } from '../jobs/index.js';
import { ObjectStorage } from './object-storage.js';

declare module '../jobs/index.js' {
  interface JobPayloads {
    /** Storage keys that nothing shows any more and nothing will show again. */
    'storage.remove-files': { keys: string[] };
  }
}

/** Removes files from the storage; doing so twice does no harm. */
@JobHandler('storage.remove-files')
export class RemoveFilesHandler implements JobProcessor<'storage.remove-files'> {
  constructor(private readonly storage: ObjectStorage) {}

  async handle({ keys }: { keys: string[] }): Promise<void> {
    await this.storage.delete(keys);
  }
}
