/** A film as files and editors state it; relations by name. Money is in minor units. */
export interface FilmFacts {
  /** 1–250 characters, trimmed. */
  name: string;
  /** 1870–2100. */
  year: number;
  /** Minutes, 1–1500. */
  time: number;
  /** 0–10, one decimal. */
  imdb: number;
  votes: number;
  /** 0–100, or null where unknown. */
  metaScore: number | null;
  /** Whole or with two decimals, or null where unknown. */
  gross: number | null;
  description: string;
  /** A certification's name. */
  certification: string;
  /** Years, or null where anybody may see the film. */
  minAge: number | null;
  genres: string[];
  /** In order of billing. */
  stars: string[];
  directors: string[];
}

/** The certification of films that carry none. */
export const NOT_RATED = 'Not rated';
