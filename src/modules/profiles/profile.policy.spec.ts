import { birthDays, displayName, isCalendarDay } from './profile.policy.js';

describe('displayName', () => {
  it.each([
    ['Ada', 'Lovelace', 'Ada L.'],
    ['Ada', null, 'Ada'],
    ['Jan Willem', 'de Vries', 'Jan Willem D.'],
    ['Gerard', '’t Hooft', 'Gerard T.'],
    ['Юлія', 'їжакевич', 'Юлія Ї.'],
    ['Zoë', 'A\u030angström', 'Zoë A\u030a.'],
    ['明', '李', '明 李.'],
    ['Eva', '𝒢old', 'Eva 𝒢.'],
    ['Eva', '42', 'Eva'],
  ])('of %j %j is %j', (first_name, last_name, expected) => {
    expect(displayName(7, { first_name, last_name })).toBe(expected);
  });

  it.each([null, 'Lovelace'])(
    'is a number without a first name, whatever the last one is (%j)',
    (last_name) => {
      expect(displayName(17, { first_name: null, last_name })).toBe('Viewer 17');
    },
  );
});

describe('isCalendarDay', () => {
  it.each(['1990-01-31', '2000-02-29', '2024-02-29', '1900-12-31'])('takes %s', (text) => {
    expect(isCalendarDay(text)).toBe(true);
  });

  it.each(['2023-02-30', '2023-02-29', '1900-02-29', '2023-13-01', '2023-00-10', '2023-01-00', '2023-04-31'])(
    'refuses %s, which no calendar has',
    (text) => {
      expect(isCalendarDay(text)).toBe(false);
    },
  );

  it.each([
    '',
    '1990-1-1',
    '01.02.1990',
    '1990-01-01T00:00:00Z',
    ' 1990-01-01',
    '1990-01-01\n',
    '+001990-01-01',
  ])('refuses %j, which has another shape', (text) => {
    expect(isCalendarDay(text)).toBe(false);
  });
});

describe('birthDays', () => {
  it('go from 1900 to today', () => {
    const last = '2026-11-21';
    expect(birthDays(new Date(`${last}T00:00:00Z`))).toEqual({ first: '1900-01-01', last });
    expect(birthDays(new Date(`${last}T23:59:59Z`))).toEqual({ first: '1900-01-01', last });
  });
});
