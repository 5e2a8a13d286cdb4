import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';

const require = createRequire(join(import.meta.dirname, 'report-fonts.js'));

/** Fonts that know Latin, Greek, Cyrillic, Armenian, Georgian, Hebrew and Arabic letters; narrow, for tables. */
export interface ReportFonts {
  readonly regular: Buffer;
  readonly bold: Buffer;
}

let loaded: Promise<ReportFonts> | undefined;

/** The fonts of printed reports, read once. */
export function reportFonts(): Promise<ReportFonts> {
  loaded ??= load();
  return loaded;
}

async function load(): Promise<ReportFonts> {
  const [regular, bold] = await Promise.all([read('DejaVuSansCondensed'), read('DejaVuSansCondensed-Bold')]);
  return { regular, bold };
}

const read = (name: string): Promise<Buffer> => readFile(require.resolve(`dejavu-fonts-ttf/ttf/${name}.ttf`));
