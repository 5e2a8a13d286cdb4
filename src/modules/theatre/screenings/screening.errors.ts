import { DomainError, problemType } from '../../../platform/errors/index.js';

export const screeningOverlap = problemType('screening-overlap', {
  kind: 'conflict',
  title: 'Something else is on in the hall',
  explanation:
    'A screening keeps its hall from its start until the hall is clean again. `clashes` names what it would meet there, and `next_free_start` is the first moment from which the hall is free for long enough. Choose that, another hall, or another time: `GET /halls/{id}/free-slots` shows what is free on a day.',
  example:
    'The hall is taken by "Heat" (screening 17) from 2026-11-21T18:30:00+01:00 to 2026-11-21T21:35:00+01:00. It is free for this film from 2026-11-21T21:35:00+01:00 on.',
});

export const seriesOverlap = problemType('series-overlap', {
  kind: 'conflict',
  title: 'Something else is on at times of the series',
  explanation:
    'None of the screenings was added. `clashes` names each one that would meet something in the hall, what it would meet, and the next free start. Leave these dates out with `except`, choose other times, or add the screenings singly. `dry_run: true` shows the same without adding anything.',
  example: '2 of 8 screenings would meet others in the hall.',
});

export const screeningTaken = problemType('screening-taken', {
  kind: 'conflict',
  title: 'Seats of the screening are taken',
  explanation:
    'Somebody holds, ordered or bought seats. What they chose stays as it is: film, hall, format and time. Language, subtitles, price (for seats that are still free), cleaning and the sale can be changed. To move the screening all the same, cancel it, which refunds everybody, and add another.',
  example: 'Seats of the screening are held or sold: its start cannot be changed. Cancel it instead.',
});

export const screeningCanceled = problemType('screening-canceled', {
  kind: 'conflict',
  title: 'The screening is canceled',
  explanation:
    'It does not take place, and nothing about it can be changed or bought. Add another screening.',
  example: 'The screening was canceled at 2026-11-20T10:00:00.000Z.',
});

export const screeningOver = problemType('screening-over', {
  kind: 'conflict',
  title: 'The screening is over',
  explanation:
    'What has begun cannot be changed any more, and what has ended cannot be canceled. Tickets are refunded singly.',
  example: 'The screening began at 2026-11-20T18:30:00.000Z.',
});

/** Something that is on in a hall, cleaning included. */
export interface Clash {
  /** Null for another screening of the same series. */
  readonly screening_id: number | null;
  readonly movie: string;
  /** On the clocks of the cinema, with their offset. */
  readonly starts_at: string;
  readonly occupied_until: string;
}

/** A screening would meet others in its hall. */
export class ScreeningOverlapError extends DomainError {
  /** @param clashes in the order of their starts; none where another one came in between */
  constructor(clashes: readonly Clash[], nextFreeStart: string | null) {
    const [first] = clashes;
    const by = first
      ? `by "${first.movie}" (screening ${first.screening_id}) from ${first.starts_at} to ${first.occupied_until}`
      : 'by a screening that was added at this moment';
    const free = nextFreeStart === null ? '' : ` It is free for this film from ${nextFreeStart} on.`;
    super(screeningOverlap, `The hall is taken ${by}.${free}`, {
      screening_id: first?.screening_id ?? null,
      clashes,
      next_free_start: nextFreeStart,
    });
  }
}

/** Screenings of a series would meet others in the hall. */
export class SeriesOverlapError extends DomainError {
  constructor(
    clashes: readonly { readonly local_start: string; readonly clashes: readonly Clash[] }[],
    all: number,
  ) {
    super(seriesOverlap, `${clashes.length} of ${all} screenings would meet others in the hall.`, {
      clashes,
    });
  }
}

/** Something was to be changed that those who took seats rely on. */
export class ScreeningTakenError extends DomainError {
  /** @param fields what was to be changed, by the names that clients use */
  constructor(fields: readonly string[]) {
    super(
      screeningTaken,
      `Seats of the screening are held or sold: ${fields.join(' and ')} cannot be changed. Cancel it instead.`,
      { fields },
    );
  }
}

export class ScreeningCanceledError extends DomainError {
  constructor(at: Date | null) {
    super(screeningCanceled, `The screening was canceled at ${at?.toISOString() ?? 'some time'}.`);
  }
}

export class ScreeningOverError extends DomainError {
  /** @param verb `began` or `ended` */
  constructor(verb: 'began' | 'ended', at: Date) {
    super(screeningOver, `The screening ${verb} at ${at.toISOString()}.`);
  }
}
