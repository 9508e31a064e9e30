/** A text around one of its characters; null: it ends before that one. */
type Marked = { readonly before: string; readonly character: string | null; readonly after: string }

/** In: a text, and how many characters (Unicode code points) stand before the one to be marked. */
export function markAt(text: string, at: number): Marked {
  const characters = Array.from(text)
  return {
    before: characters.slice(0, at).join(''),
    character: characters[at] ?? null,
    after: characters.slice(at + 1).join(''),
  }
}
