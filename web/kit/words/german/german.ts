import type { Catalogue } from '@latchkey/contract/words/words.ts'
import { ACCOUNT } from './account.ts'
import { BUSINESS_UNIT } from './business-unit.ts'
import { DETAILS, DETAILS_ACCESS, DETAILS_HISTORY, DETAILS_REFUSED } from './details.ts'
import { EDIT } from './edit.ts'
import { FRAME } from './frame.ts'
import { GLOSSARY_WORDS, KIT } from './kit.ts'
import { LIST } from './list.ts'
import { PARTS, REGISTER, VOCABULARY } from './register.ts'

/** Everything that the screens say, in German. */
export const GERMAN: readonly Catalogue[] = [
  KIT,
  GLOSSARY_WORDS,
  ACCOUNT,
  FRAME,
  BUSINESS_UNIT,
  LIST,
  REGISTER,
  PARTS,
  VOCABULARY,
  DETAILS,
  DETAILS_ACCESS,
  DETAILS_HISTORY,
  DETAILS_REFUSED,
  EDIT,
]
