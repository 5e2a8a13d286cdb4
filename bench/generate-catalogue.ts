import { once } from 'node:events';
import { Command, InvalidArgumentError } from 'commander';
import { generateCatalogue } from './catalogue-csv.js';

function wholeNumber(text: string): number {
  if (!/^\d{1,9}$/.test(text)) throw new InvalidArgumentError('It must be a whole number.');
  return Number(text);
}

const { films, seed } = new Command('generate-catalogue')
  .description('Writes a made-up catalogue as CSV to the standard output.')
  .requiredOption('--films <n>', 'how many films', wholeNumber)
  .option('--seed <n>', 'the same seed gives the same films', wholeNumber, 1)
  .parse()
  .opts<{ films: number; seed: number }>();

for (const text of generateCatalogue(films, seed)) {
  if (!process.stdout.write(text)) await once(process.stdout, 'drain');
}
