import { mailTemplate } from '../../../integrations/mail/index.js';

/** What a mail tells of a scheduled report. */
interface ReportReady {
  title: string;
  /** "9–15 November 2026" */
  period: string;
  /** "weekly" */
  cadence: string;
  /** What it was narrowed to: "All cinemas" */
  scope: string;
  /** The name of the file. */
  file: string;
  /** Whether the file comes with the mail. */
  attached: boolean;
  link: string;
}

/** Brings a scheduled report to those who read it. */
export const reportReady = mailTemplate<ReportReady>('report-ready', {
  subject: '{{title}}, {{period}}',
  preheader: 'Your {{cadence}} report: {{scope}}.',
  reason: 'this address is on the list of a {{cadence}} report',
  html: `<p>Your {{cadence}} report is here.</p>
<p><strong>Report:</strong> {{title}}<br>
<strong>Period:</strong> {{period}}<br>
<strong>For:</strong> <bdi>{{scope}}</bdi></p>
{{#if attached}}<p>The file is attached: {{file}}</p>{{else}}<p>The file is too large for a mail. Moderators load it with their account:</p>
{{> button href=link label="Load the report"}}{{/if}}`,
  text: `Your {{cadence}} report is here.

Report: {{title}}
Period: {{period}}
For: {{scope}}

{{#if attached}}The file is attached: {{file}}{{else}}The file is too large for a mail. Moderators load it with their account:

{{web link}}{{/if}}`,
  example: {
    title: 'Revenue',
    period: '9–15 November 2026',
    cadence: 'weekly',
    scope: 'All cinemas',
    file: 'revenue-2026-11-09-2026-11-15.pdf',
    attached: false,
    link: 'https://cinema.example/reports/12/file',
  },
});
