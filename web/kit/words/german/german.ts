import type { Catalogue } from '@latchkey/contract/words/words.ts'
import { ACCOUNT } from './account.ts'
import { GLOSSARY_WORDS, KIT } from './kit.ts'

/** Everything that the screens say, in German. */
export const GERMAN: readonly Catalogue[] = [KIT, GLOSSARY_WORDS, ACCOUNT]
