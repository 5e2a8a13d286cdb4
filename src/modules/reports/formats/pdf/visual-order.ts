const FROM_RIGHT = /[\p{Script=Hebrew}\p{Script=Arabic}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}]/u;
const LETTER = /\p{L}/u;

/**
 * The pieces of a text from left to right, with a space between them. The font puts the letters of a word in order; the order of the
 * words of a text that is read from the right is turned here, runs of words of other scripts excepted. All other texts are one piece.
 */
export function inVisualOrder(text: string): readonly string[] {
  if (!FROM_RIGHT.test(text)) return [text];
  const words = text.split(' ');
  if (!FROM_RIGHT.test(LETTER.exec(text)?.[0] ?? '')) return words;
  const turned: string[] = [];
  let run: string[] = [];
  for (const word of words.reverse()) {
    if (FROM_RIGHT.test(word)) {
      turned.push(...run, word);
      run = [];
    } else {
      run.unshift(word);
    }
  }
  return [...turned, ...run];
}
