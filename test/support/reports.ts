import type { CreateReportDto, ReportResponse } from '../../src/modules/reports/reports/report.dto.js';
import type { ReportDocument } from '../../src/modules/reports/report-document.js';
import type { ReportKind, ReportScope } from '../../src/modules/reports/report-kind.js';
import { ReportKinds } from '../../src/modules/reports/reports/report-kinds.js';
import { eventually } from './eventually.js';
import { createTestApp, type TestApp, type TestAppOptions } from './test-app.js';

/** A small report that says for what it was made. */
export const aDocument = ({ from, to, cinemaId }: ReportScope): ReportDocument => ({
  title: 'Revenue',
  from,
  to,
  facts: [{ label: 'Cinema', text: cinemaId === null ? 'all' : String(cinemaId) }],
  currency: 'usd',
  totals: [{ label: 'Net', type: 'money', value: 123_456 }],
  charts: [],
  tables: [
    {
      name: 'Days',
      title: 'By day',
      columns: [
        { title: 'Day', type: 'date' },
        { title: 'Net', type: 'money', total: 'sum' },
      ],
      rows: [[from, 123_456]],
      whenEmpty: 'Nothing was sold.',
    },
  ],
  notes: [],
});

/** Makes all types of reports, as a test says. */
export class ScriptedReports implements ReportKind {
  /** For what reports were made, in that order. */
  readonly scopes: ReportScope[] = [];
  script: ReportKind['make'] = (scope) => Promise.resolve(aDocument(scope));

  make(scope: ReportScope, advance: (percent: number) => Promise<void>): Promise<ReportDocument> {
    this.scopes.push(scope);
    return this.script(scope, advance);
  }

  of(): ReportKind {
    return this;
  }
}

/** An application whose reports are made by a script. */
export function createScriptedApp(reports: ScriptedReports, options: TestAppOptions = {}): Promise<TestApp> {
  return createTestApp({
    ...options,
    configure: (builder) =>
      (options.configure?.(builder) ?? builder).overrideProvider(ReportKinds).useValue(reports),
  });
}

export const A_REPORT: CreateReportDto = {
  type: 'revenue',
  format: 'csv',
  from: '2026-10-01',
  to: '2026-10-31',
};

/** Has a report made, and does not wait for it. */
export async function askForReport(
  app: TestApp,
  wish: Partial<CreateReportDto> = {},
): Promise<ReportResponse> {
  const answer = await app
    .as('moderator')
    .post('/reports')
    .send({ ...A_REPORT, ...wish });
  if (answer.status !== 202) throw new Error(`POST /reports: ${answer.status} ${answer.text}`);
  return answer.body as ReportResponse;
}

/** Waits until a report has come to an end. */
export async function endOfReport(app: TestApp, id: number): Promise<ReportResponse> {
  return eventually(async () => {
    const { body } = await app.as('moderator').get(`/reports/${id}`).expect(200);
    expect(['completed', 'failed']).toContain((body as ReportResponse).status);
    return body as ReportResponse;
  });
}

/** Has a report made from the wish to the end. */
export async function aReport(app: TestApp, wish: Partial<CreateReportDto> = {}): Promise<ReportResponse> {
  return endOfReport(app, (await askForReport(app, wish)).id);
}
