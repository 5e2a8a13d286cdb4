import type { WriteStream } from 'node:tty';
import { SingleBar } from 'cli-progress';
import type { ImportState } from '../modules/catalogue/index.js';

export interface ShownProgress {
  show(state: Readonly<ImportState>): void;
  stop(): void;
}

const LINE_EVERY_MS = 5_000;

/** Shows how far an import is: a bar on a terminal, else a line every five seconds. */
export function showProgress(output: WriteStream): ShownProgress {
  return output.isTTY ? bar(output) : lines(output);
}

function bar(output: WriteStream): ShownProgress {
  const single = new SingleBar({
    stream: output,
    format: '{bar} {percentage}% | {films} films, {rejected} rows rejected | {duration_formatted}',
    hideCursor: true,
  });
  single.start(100, 0, { films: 0, rejected: 0 });
  return {
    show: ({ progress, processed, rejected }) =>
      single.update(progress, { films: processed - rejected, rejected }),
    stop: () => single.stop(),
  };
}

function lines(output: WriteStream): ShownProgress {
  let due = performance.now() + LINE_EVERY_MS;
  return {
    show: ({ progress, processed, rejected }) => {
      if (performance.now() < due) return;
      due = performance.now() + LINE_EVERY_MS;
      output.write(`${progress}%: ${processed - rejected} films, ${rejected} rows rejected\n`);
    },
    stop: () => undefined,
  };
}
