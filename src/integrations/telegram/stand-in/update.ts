/** Something that happened, under a number. */
export type Update = Readonly<Record<string, unknown>> & { readonly update_id: number };
