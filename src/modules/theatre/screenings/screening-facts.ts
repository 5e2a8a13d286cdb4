import type { HallType } from '../halls/hall.js';

export const SCREENING_STATUSES = ['scheduled', 'canceled'] as const;

export type ScreeningStatus = (typeof SCREENING_STATUSES)[number];

export const SCREENING_FORMATS = ['2D', '3D'] as const;

export type ScreeningFormat = (typeof SCREENING_FORMATS)[number];

/** What has to be known of a screening to sell its seats and to let people in. */
export interface ScreeningFacts {
  readonly id: number;
  readonly status: ScreeningStatus;
  readonly startsAt: Date;
  readonly endsAt: Date;
  /** Null: from the moment it is on the programme. */
  readonly salesStart: Date | null;
  /** Null: until it begins. */
  readonly salesEnd: Date | null;
  /** Minor units. */
  readonly basePrice: number;
  readonly language: string | null;
  readonly subtitles: string | null;
  readonly format: ScreeningFormat;
  readonly hall: {
    readonly id: number;
    readonly name: string;
    readonly type: HallType;
    readonly capacity: number;
    readonly layoutVersion: number;
  };
  readonly cinema: {
    readonly id: number;
    readonly name: string;
    readonly address: string;
    /** IANA. */
    readonly timeZone: string;
  };
  readonly movie: {
    readonly id: number;
    readonly uuid: string;
    readonly name: string;
    readonly year: number;
    /** Years; null for everybody. */
    readonly minAge: number | null;
    /** Key of the poster's files; null without one. */
    readonly poster: string | null;
  };
}
