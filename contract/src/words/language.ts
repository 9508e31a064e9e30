/** The languages that people are answered in, the first of them when nothing else is known. */
export const LANGUAGES = ['en', 'de'] as const

export type Language = (typeof LANGUAGES)[number]

/** As many preferences as are read of one request; nobody has more. */
const MOST = 20

/**
 * Picks a language. In: tags of languages (BCP 47), the dearest first; what is no tag is passed over, and a region or
 * script says nothing here. Out: the first that we speak; null when there is none.
 */
export function languageOf(tags: readonly string[]): Language | null {
  for (const tag of tags.slice(0, MOST)) {
    const [primary = ''] = tag.trim().toLowerCase().split(/[-_]/, 1)
    const spoken = LANGUAGES.find(language => language === primary)
    if (spoken !== undefined) return spoken
  }
  return null
}

/**
 * Reads Accept-Language (RFC 9110 §12.5.4). In: the header's text, whatever a stranger wrote. Out: its tags, the
 * dearest first; those that are refused (`q=0`) are left out.
 */
export function acceptedLanguages(header: string): string[] {
  const wanted = header
    .slice(0, 1000)
    .split(',', MOST)
    .map(part => {
      const [tag = '', ...parameters] = part.trim().split(/\s*;\s*/)
      const quality = parameters.find(parameter => /^q=/i.test(parameter))?.slice(2)
      return { tag, quality: quality === undefined ? 1 : Number(quality) }
    })
    .filter(({ tag, quality }) => tag !== '' && quality > 0)
  return wanted.sort((a, b) => b.quality - a.quality).map(({ tag }) => tag)
}
