import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';

const require = createRequire(join(import.meta.dirname, 'ticket-fonts.js'));

/** Fonts that know Latin, Greek, Cyrillic, Armenian, Georgian, Hebrew and Arabic letters. */
export interface TicketFonts {
  readonly regular: Buffer;
  readonly bold: Buffer;
}

let loaded: Promise<TicketFonts> | undefined;

/** The fonts of printed tickets, read once. */
export function ticketFonts(): Promise<TicketFonts> {
  loaded ??= load();
  return loaded;
}

async function load(): Promise<TicketFonts> {
  const [regular, bold] = await Promise.all(
    ['DejaVuSans.ttf', 'DejaVuSans-Bold.ttf'].map((file) =>
      readFile(require.resolve(`dejavu-fonts-ttf/ttf/${file}`)),
    ),
  );
  if (!regular || !bold) throw new Error('The fonts of tickets are missing.');
  return { regular, bold };
}
