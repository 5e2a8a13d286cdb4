import { startsOf } from './series.policy.js';

const pattern = {
  weekdays: [5, 6],
  times: ['20:30', '18:00'],
  from: '2026-11-20',
  until: '2026-11-28',
  except: [],
};
const locals = (...parameters: Parameters<typeof startsOf>): string[] =>
  startsOf(...parameters).map(({ local }) => local);

describe('a weekly pattern', () => {
  it('names its times on its days of the week, first and last date included, the earliest first', () => {
    expect(locals(pattern, 'Europe/Berlin')).toEqual([
      '2026-11-20T18:00',
      '2026-11-20T20:30',
      '2026-11-21T18:00',
      '2026-11-21T20:30',
      '2026-11-27T18:00',
      '2026-11-27T20:30',
      '2026-11-28T18:00',
      '2026-11-28T20:30',
    ]);
  });

  it('leaves out its exceptions, and a time that is named twice counts once', () => {
    expect(
      locals(
        { ...pattern, times: ['18:00', '18:00'], except: ['2026-11-21', '2026-11-22', '2026-11-27'] },
        'Europe/Berlin',
      ),
    ).toEqual(['2026-11-20T18:00', '2026-11-28T18:00']);
  });

  it.each([
    ['Europe/Berlin', '2026-10-23', '2026-10-26', [16, 16, 17, 17]],
    ['Europe/Berlin', '2026-03-27', '2026-03-30', [17, 17, 16, 16]],
    ['America/New_York', '2026-10-30', '2026-11-02', [22, 22, 23, 23]],
  ])('keeps its local time in %s while the clocks are changed', (zone, from, until, hours) => {
    const starts = startsOf(
      { weekdays: [1, 2, 3, 4, 5, 6, 7], times: ['18:00'], from, until, except: [] },
      zone,
    );
    expect(starts.map(({ time }) => 'at' in time && time.at.getUTCHours())).toEqual(hours);
  });

  it('says on which day its time does not exist, and on which it comes twice', () => {
    const nightly = { weekdays: [7], times: ['02:30'], from: '2026-03-28', until: '2026-10-31', except: [] };
    const problems = startsOf(nightly, 'Europe/Berlin').filter(({ time }) => 'problem' in time);
    expect(problems).toEqual([
      { local: '2026-03-29T02:30', time: { problem: 'missing' } },
      { local: '2026-10-25T02:30', time: { problem: 'repeated' } },
    ]);
  });
});
