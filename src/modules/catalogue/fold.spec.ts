import fc from 'fast-check';
import { fold } from './fold.js';

const anyText = fc.oneof(fc.string(), fc.string({ unit: 'grapheme' }), fc.string({ unit: 'binary' }));

describe('fold', () => {
  it.each([
    ['The Godfather', 'the godfather'],
    ['  Much \t\n\u00a0 space  ', 'much space'],
    ['Amélie', 'amelie'],
    ['Ame\u0301lie', 'amelie'],
    ['Å Ängström, ÇA VA?', 'a angstrom, ca va?'],
    ['Straße', 'strasse'],
    ['STRASSE', 'strasse'],
    ['Straẞe', 'strasse'],
    ['Æon Œuvre Ørsted Łódź Đặng Þór Íslandsbanki', 'aeon oeuvre orsted lodz dang thor islandsbanki'],
    ['İstanbul Kadıköy', 'istanbul kadikoy'],
    ['ΟΔΥΣΣΕΑΣ', 'οδυσσεασ'],
    ['οδυσσέας', 'οδυσσεασ'],
    ['ﬁlm Ⅷ ２０４９', 'film viii 2049'],
    ['Film™', 'filmtm'],
    ['Ёлки', 'елки'],
    ['七人の侍', '七人の侍'],
    ["Ocean's 11 – take #2!", "ocean's 11 – take #2!"],
    ['', ''],
    [' \u3000 ', ''],
  ])('makes %j into %j', (text, folded) => {
    expect(fold(text)).toBe(folded);
  });

  it('leaves folded text as it is', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        expect(fold(fold(text))).toBe(fold(text));
      }),
    );
  });

  it('goes by neither case nor the form of accents', () => {
    const letters = fc.string({ unit: fc.constantFrom(...'abcxyzäéñőşžßæøłđðþŋçабвйёґαβγσςάώ ') });
    fc.assert(
      fc.property(letters, (text) => {
        const same = [text.toUpperCase(), text.normalize('NFD'), `  ${text} `, text.replaceAll(' ', '  ')];
        expect(new Set(same.map(fold))).toEqual(new Set([fold(text)]));
      }),
    );
  });

  it('leaves no capital, no mark and no space at an end or beside another', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        expect(fold(text)).not.toMatch(/\p{M}|^\s|\s$|\s\s|[^\S ]/u);
        expect(fold(text)).toBe(fold(text).toLowerCase());
      }),
    );
  });
});
