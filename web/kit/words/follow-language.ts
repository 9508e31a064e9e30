import type { Language } from '@latchkey/contract/words/language.ts'
import { useEffect } from 'react'
import { rememberLanguage } from './language.ts'
import { LANGUAGE } from './say.ts'

/**
 * Loads the page anew in the language that the server speaks to this person in, once they are known to have chosen
 * another. In: that language; undefined while it is not known.
 */
export function useFollowLanguage(spoken: Language | undefined): void {
  useEffect(() => {
    if (spoken === undefined || spoken === LANGUAGE) return
    // Where nothing is kept the next page would begin in the same language, and so without an end.
    if (rememberLanguage(spoken)) location.reload()
  }, [spoken])
}
