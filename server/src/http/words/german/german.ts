import type { Catalogue } from '@latchkey/contract/words/words.ts'
import { AUDIT } from './audit.ts'
import { BULK } from './bulk.ts'
import { EXPLANATIONS } from './explanations.ts'
import { EXPLANATIONS_OF_REQUESTS } from './explanations-of-requests.ts'
import { GOVERNANCE } from './governance.ts'
import { INVITATIONS } from './invitations.ts'
import { PUBLIC_KEYS } from './keys.ts'
import { CONSENT, PAGES, REFUSED } from './pages.ts'
import { PROBLEMS } from './problems.ts'
import { PROFILES } from './profiles.ts'
import { REQUESTS } from './requests.ts'
import { RULES } from './rules.ts'
import { TRANSFERS } from './transfers.ts'

/** Everything that the server says to people, in German. */
export const GERMAN: readonly Catalogue[] = [
  PAGES,
  CONSENT,
  REFUSED,
  PROBLEMS,
  REQUESTS,
  ...RULES,
  ...EXPLANATIONS,
  EXPLANATIONS_OF_REQUESTS,
  GOVERNANCE,
  AUDIT,
  INVITATIONS,
  PROFILES,
  TRANSFERS,
  BULK,
  PUBLIC_KEYS,
]
