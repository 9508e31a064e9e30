import type { FieldFault as Fault } from '@latchkey/contract/problem.ts'
import type { Permission } from './people/profiles.ts'

/** One field of a request at fault: where (JSON Pointer), which rule, and how to mend it. */
export type FieldFault = Fault

/** What can be asked for by an id. */
export type Findable =
  | 'application'
  | 'secret'
  | 'catalogue-entry'
  | 'session'
  | 'consent'
  | 'user'
  | 'business-unit'
  | 'registration-token'
  | 'refusal'
  | 'note'
  | 'application-request'
  | 'transfer'
  | 'history-entry'
  | 'audit-entry'
  | 'alert'
  | 'list-view'
  | 'bulk-change'
  | 'mail'
  | 'api'
  | 'scope'
  | 'invitation'
  | 'security-profile'
  | 'profile-version'

/** Why the registry refuses. Closed, so that the door must answer every kind. */
export type RegistryRefusal =
  | { readonly kind: 'forbidden'; readonly permission: Permission }
  | { readonly kind: 'operators-only' }
  /** It would give, change or become more than the actor may do. */
  | { readonly kind: 'beyond'; readonly why: string }
  /** Only a person at a browser may do this, and no application in their name. */
  | { readonly kind: 'session-needed' }
  /** It is a person's own: an application that acts for itself has none. */
  | { readonly kind: 'person-needed' }
  /** Whoever has the session must type the password once more. */
  | { readonly kind: 'proof-needed' }
  | { readonly kind: 'not-found'; readonly what: Findable }
  | { readonly kind: 'invalid'; readonly faults: readonly FieldFault[] }
  | { readonly kind: 'name-taken'; readonly alias: string }
  | { readonly kind: 'already-authorized'; readonly name: string }
  | { readonly kind: 'too-many-secrets'; readonly most: number }
  | { readonly kind: 'too-many-notes'; readonly most: number }
  | { readonly kind: 'no-secrets'; readonly why: string }
  /** More requests of the business unit wait for an answer than may. */
  | { readonly kind: 'too-many-open'; readonly most: number }
  | { readonly kind: 'answered-already' }
  /** Of a business unit that somebody has entered: its own people invite. */
  | { readonly kind: 'has-users' }
  /** The application cannot go to another business unit as it stands. */
  | { readonly kind: 'not-transferable'; readonly why: string }
  | { readonly kind: 'version-conflict'; readonly current: number }
  /** What is still in force cannot be deleted. */
  | { readonly kind: 'still-active' }
  /** A system profile is the same in every business unit. */
  | { readonly kind: 'system-profile' }
  /** An application of its kind can have no security profile of its own. */
  | { readonly kind: 'no-own-profile'; readonly why: string }
  /** Somebody or something still has it. */
  | { readonly kind: 'in-use'; readonly why: string }
  /** What is contained stays as it is until that is lifted. */
  | { readonly kind: 'contained' }
  | { readonly kind: 'key-reused' }
  /** Of a bulk change: what it can no longer be. */
  | { readonly kind: 'bulk-over'; readonly why: string }
  /** Somebody else looked into it before. */
  | { readonly kind: 'acknowledged-already'; readonly by: string }
  /** The secret is not in quarantine, so nobody can let it out. */
  | { readonly kind: 'not-quarantined' }
  /** The business unit did not switch dynamic registration on. */
  | { readonly kind: 'registration-off' }
  | { readonly kind: 'cursor' }
  /** It would lock people out for whom nobody could then open again. */
  | { readonly kind: 'locks-out'; readonly why: string }
  /** Too many attempts; how long to wait. */
  | { readonly kind: 'too-many-attempts'; readonly seconds: number }
  /** More passwords wait to be hashed than can be soon. */
  | { readonly kind: 'busy' }
