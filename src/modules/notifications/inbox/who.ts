/** "Ada L.", "Ada L. and 1 other", "Ada L. and 4 others"; in Ukrainian "Ada L. та ще 4". */
export function whoOf(name: string | undefined, count: number, language: 'en' | 'uk' = 'en'): string {
  if (name === undefined) return language === 'uk' ? 'Хтось' : 'Somebody';
  const others = count - 1;
  if (others < 1) return name;
  return language === 'uk'
    ? `${name} та ще ${others}`
    : `${name} and ${others} ${others === 1 ? 'other' : 'others'}`;
}
