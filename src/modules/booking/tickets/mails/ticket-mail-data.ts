/** What mails about tickets show of one screening; all of it in words. */
export interface TicketMailScreening {
  film: string;
  day: string;
  /** With the zone. */
  time: string;
  cinema: string;
  address: string;
  hall: string;
  tickets: { seat: string; code: string; link: string }[];
}

/** Screenings with their tickets in a mail, as HTML and as text. */
export const SCREENINGS_HTML = `{{#each screenings}}<p><strong>{{film}}</strong><br>
{{day}}, {{time}}<br>
{{cinema}}, {{hall}}<br>
{{address}}</p>
<ul>
{{#each tickets}}<li>{{seat}}: <a class="link" href="{{web link}}" rel="nofollow" style="color:#b3261e">{{code}}</a></li>
{{/each}}</ul>
{{/each}}`;
export const SCREENINGS_TEXT = `{{#each screenings}}{{film}}
{{day}}, {{time}}
{{cinema}}, {{hall}}
{{address}}

{{#each tickets}}{{seat}}, code {{code}}:
{{web link}}

{{/each}}{{/each}}`;

export const EXAMPLE_SCREENING: TicketMailScreening = {
  film: 'Heat (1995)',
  day: 'Saturday, 21 November 2026',
  time: '18:30 (Europe/Berlin, UTC+1)',
  cinema: 'Kino am Eck',
  address: 'Hauptstraße 1, 10115 Berlin',
  hall: 'Hall 1',
  tickets: [
    {
      seat: 'row B, seat 4',
      code: 'ABCD-EFGH-JKLM-NPQR',
      link: 'https://cinema.example/app/tickets/ABCDEFGHJKLMNPQR',
    },
    {
      seat: 'row B, seat 5',
      code: 'STUV-WXYZ-2345-6789',
      link: 'https://cinema.example/app/tickets/STUVWXYZ23456789',
    },
  ],
};
