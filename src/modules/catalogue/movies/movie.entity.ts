import {
  Column,
  CreateDateColumn,
  Entity,
  PrimaryGeneratedColumn,
  UpdateDateColumn,
  VersionColumn,
} from 'typeorm';

const decimal = {
  from: (text: string | null) => (text === null ? null : Number(text)),
  to: (value: unknown) => value,
};
const cents = {
  from: (text: string) => Math.round(Number(text) * 100),
  to: (minorUnits: number) => (minorUnits / 100).toFixed(2),
};

/** A film as editors see it. Relations and the search index live beside it, see `MoviesRepository`. */
@Entity('movies')
export class Movie {
  @PrimaryGeneratedColumn()
  id: number;

  @Column({ type: 'uuid', generated: 'uuid', update: false })
  uuid: string;

  @Column('varchar', { length: 250 })
  name: string;

  /** The name without case and accents: what lists are sorted by. */
  @Column('varchar', { length: 1000 })
  nameFolded: string;

  @Column('smallint')
  year: number;

  /** Minutes. */
  @Column('smallint')
  time: number;

  @Column('numeric', { precision: 3, scale: 1, transformer: decimal })
  imdb: number;

  @Column('integer')
  votes: number;

  @Column('numeric', { precision: 4, scale: 1, nullable: true, transformer: decimal })
  metaScore: number | null;

  @Column('numeric', { precision: 14, scale: 2, nullable: true, transformer: decimal })
  gross: number | null;

  @Column('text')
  description: string;

  /** Minor units. */
  @Column('numeric', { precision: 10, scale: 2, transformer: cents })
  price: number;

  @Column('integer')
  certificationId: number;

  /** Years, or null where anybody may see the film. */
  @Column('smallint', { nullable: true })
  minAge: number | null;

  /** Taken out of the shop by a moderator; who owns it keeps it. */
  @Column('boolean')
  withdrawn: boolean;

  @Column('timestamptz', { nullable: true })
  saleFrom: Date | null;

  @Column('timestamptz', { nullable: true })
  saleUntil: Date | null;

  /** ISO 3166 codes of the countries that the film is sold in; null for all. */
  @Column('text', { array: true, nullable: true })
  countries: string[] | null;

  /** Storage key of the poster without its width, or null. */
  @Column('text', { nullable: true })
  poster: string | null;

  @VersionColumn()
  version: number;

  @CreateDateColumn({ type: 'timestamptz' })
  createdAt: Date;

  @UpdateDateColumn({ type: 'timestamptz' })
  updatedAt: Date;

  @Column('timestamptz', { nullable: true })
  deletedAt: Date | null;
}
