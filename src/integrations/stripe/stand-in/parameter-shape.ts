/** What a parameter may be; a set lists words. */
export type ParameterKind = 'string' | 'integer' | 'boolean' | 'metadata' | 'range' | ReadonlySet<string>;

/** What a parameter may hold; `[shape]` is a list of them. */
export type ParameterShape = ParameterKind | readonly [ParameterShape] | ParameterFields;

export interface ParameterFields {
  readonly [name: string]: ParameterShape;
}
