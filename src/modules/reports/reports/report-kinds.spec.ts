import type { DiscoveryService } from '@nestjs/core';
import { GeneratesReport, REPORT_TYPES, type ReportKind, type ReportType } from '../report-kind.js';
import { ReportKinds } from './report-kinds.js';

const makerOf = (type: ReportType): ReportKind => {
  class Maker implements ReportKind {
    make(): ReturnType<ReportKind['make']> {
      return Promise.reject(new Error('It makes nothing.'));
    }
  }
  GeneratesReport(type)(Maker);
  return new Maker();
};
const kindsOf = (providers: readonly object[]): ReportKinds => {
  const wrappers = providers.map((instance) => ({ instance }));
  const kinds = new ReportKinds({ getProviders: () => wrappers } as unknown as DiscoveryService);
  kinds.onModuleInit();
  return kinds;
};

describe('The kinds of reports', () => {
  it('are found by what they say they make', () => {
    const makers = REPORT_TYPES.map(makerOf);
    const kinds = kindsOf([{ other: true }, ...makers]);
    expect(REPORT_TYPES.map((type) => kinds.of(type))).toEqual(makers);
    expect(kinds.of('refunds')).toBe(makers[REPORT_TYPES.indexOf('refunds')]);
  });

  it('end the start where one is made by two', () => {
    expect(() => kindsOf([...REPORT_TYPES.map(makerOf), makerOf('revenue')])).toThrow(
      "Two providers have @GeneratesReport('revenue').",
    );
  });

  it('end the start where one is made by nobody', () => {
    const others = REPORT_TYPES.filter((type) => type !== 'occupancy' && type !== 'refunds');
    expect(() => kindsOf(others.map(makerOf))).toThrow(
      'No provider has @GeneratesReport for occupancy, refunds.',
    );
  });
});
