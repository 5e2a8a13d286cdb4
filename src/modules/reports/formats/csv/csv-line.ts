/** A number as it is written, apart from texts, which may only look like one. */
export interface Numeral {
  readonly numeral: string;
}

export type CsvField = string | Numeral;

/** What spreadsheets would take for a formula; the wide signs are those of East Asian keyboards. */
const LIKE_A_FORMULA = /^(\s*[=+\-@\uFF1D\uFF0B\uFF0D\uFF20]|[\t\r\n])/;

/** The same within a text, for spreadsheets whose cells end with a semicolon or a tab, and which so take quotes for text. */
const LIKE_A_CELL_WITH_ONE = /(?<=[;\t\r\n][\s"]*)[=+\-@\uFF1D\uFF0B\uFF0D\uFF20]/g;

const TO_BE_QUOTED = /[",\r\n]|^\s|\s$/;

/** A line of CSV. Texts are never read as formulas: those that look like one begin with an apostrophe. */
export function csvLine(fields: readonly CsvField[]): string {
  return `${fields.map(fieldInCsv).join(',')}\r\n`;
}

function fieldInCsv(field: CsvField): string {
  if (typeof field !== 'string') return field.numeral;
  const inside = field.replace(LIKE_A_CELL_WITH_ONE, "'$&");
  const text = LIKE_A_FORMULA.test(field) ? `'${inside}` : inside;
  return TO_BE_QUOTED.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
