import type { Catalogue } from '@latchkey/contract/words/words.ts'
import { ACCOUNT } from './account.ts'
import { ALERTS, EFFECTS } from './alerts.ts'
import { AUDIT_ACTIONS } from './audit/actions.ts'
import { AUDIT } from './audit/audit.ts'
import { BULK } from './bulk.ts'
import { BUSINESS_UNIT } from './business-unit.ts'
import { CALLBACKS } from './callbacks.ts'
import { CREATE, REQUESTS_AND_FILES } from './create.ts'
import { KEYRING } from './credentials/keyring.ts'
import { PUBLIC_KEYS } from './credentials/keys.ts'
import { QUARANTINE } from './credentials/quarantine.ts'
import { DETAILS, DETAILS_ACCESS, DETAILS_HISTORY, DETAILS_REFUSED } from './details/details.ts'
import { DETAILS_PAST } from './details/past.ts'
import { DETAILS_STANDING } from './details/standing.ts'
import { TRANSFERS } from './details/transfers.ts'
import { EDIT } from './edit.ts'
import { GLOSSARY } from './face/glossary.ts'
import { HOME } from './face/home.ts'
import { RAIL } from './face/rail.ts'
import { FORMS } from './forms.ts'
import { FRAME } from './frame.ts'
import { GLOSSARY_WORDS, KIT } from './kit.ts'
import { LIST } from './list.ts'
import { AROUND, LIST_TOOLS } from './more.ts'
import { OWN_PROFILE, PROFILE_EFFECTS, PROFILE_FORM, PROFILES } from './people/profiles.ts'
import { USER } from './people/user.ts'
import { USERS } from './people/users.ts'
import { PLATFORM_APIS } from './platform/apis.ts'
import { OPERATED_CATALOGUE } from './platform/catalogue.ts'
import { HEALTH } from './platform/health.ts'
import { KEYS, NEW_UNIT, UNITS } from './platform/operators.ts'
import { PARTS, REGISTER, VOCABULARY } from './register.ts'

/** Everything that the screens say, in German. */
export const GERMAN: readonly Catalogue[] = [
  KIT,
  GLOSSARY_WORDS,
  ACCOUNT,
  FRAME,
  GLOSSARY,
  HOME,
  RAIL,
  BUSINESS_UNIT,
  LIST,
  BULK,
  REGISTER,
  PARTS,
  VOCABULARY,
  DETAILS,
  DETAILS_ACCESS,
  DETAILS_HISTORY,
  DETAILS_REFUSED,
  DETAILS_STANDING,
  DETAILS_PAST,
  TRANSFERS,
  EDIT,
  FORMS,
  ALERTS,
  EFFECTS,
  CALLBACKS,
  CREATE,
  REQUESTS_AND_FILES,
  LIST_TOOLS,
  AROUND,
  AUDIT,
  AUDIT_ACTIONS,
  PROFILES,
  PROFILE_FORM,
  PROFILE_EFFECTS,
  OWN_PROFILE,
  USER,
  USERS,
  OPERATED_CATALOGUE,
  UNITS,
  NEW_UNIT,
  HEALTH,
  PLATFORM_APIS,
  KEYS,
  KEYRING,
  PUBLIC_KEYS,
  QUARANTINE,
]
