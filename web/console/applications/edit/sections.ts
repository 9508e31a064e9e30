import type { FormFault } from '../../../kit/forms/ErrorSummary.tsx'
import { say } from '../../../kit/words/say.ts'
import type { EditField } from './edit-values.ts'

/** The parts of the form, in its order. */
export const SECTIONS = [
  { id: 'names', title: say('Name') },
  { id: 'shown', title: say('What users see') },
  { id: 'access', title: say('Access') },
  { id: 'sign-in', title: say('Signing in') },
  { id: 'sign-out', title: say('Signing out') },
  { id: 'tokens', title: say('Tokens') },
  { id: 'advanced', title: say('Advanced') },
] as const

export type SectionId = (typeof SECTIONS)[number]['id']

/** Where each field, and each control that stands for several, is found. */
const SECTION_OF = {
  vendorName: 'names',
  name: 'names',
  scopes: 'access',
  optionalScopes: 'access',
  'metadata.scopeReason': 'access',
  'metadata.grantTypes': 'access',
  'metadata.kind': 'names',
  'metadata.clientUri': 'shown',
  'metadata.logoUri': 'shown',
  'metadata.policyUri': 'shown',
  'metadata.tosUri': 'shown',
  'metadata.supportEmail': 'shown',
  callbackUrls: 'sign-in',
  'metadata.neededOpenidScopes': 'sign-in',
  'metadata.idTokenSignedResponseAlg': 'sign-in',
  'metadata.userinfoSignedResponseAlg': 'sign-in',
  'metadata.postLogoutRedirectUris': 'sign-out',
  'metadata.backchannelLogoutUri': 'sign-out',
  'metadata.backchannelLogoutSessionRequired': 'sign-out',
  'lifetimes.accessToken': 'tokens',
  'lifetimes.refreshIdle': 'tokens',
  'lifetimes.refreshLongest': 'tokens',
  rotateRefreshTokens: 'tokens',
  'metadata.subjectType': 'advanced',
  'metadata.sectorIdentifierUri': 'advanced',
  'metadata.keySource': 'advanced',
  'metadata.jwks': 'advanced',
  'metadata.jwksUri': 'advanced',
  'metadata.requireSignedRequestObject': 'advanced',
  'metadata.requestObjectSigningAlg': 'advanced',
  'metadata.requestUris': 'advanced',
  implicitAllowed: 'advanced',
  'metadata.requirePkce': 'advanced',
  'metadata.scopeClaimsInIdToken': 'advanced',
} as const satisfies Record<EditField | 'metadata.keySource', SectionId>

function isPlaced(name: string): name is keyof typeof SECTION_OF {
  return Object.hasOwn(SECTION_OF, name)
}

/** The section of a control. In: its id, such as `callbackUrls.2`. Out: null where it is in none. */
export function sectionOf(control: string): SectionId | null {
  const field = control.replace(/\.\d+$/, '')
  return isPlaced(field) ? SECTION_OF[field] : null
}

/** What there is to say of a section: whether it was changed, and how many faults it holds. */
export type SectionMark = { readonly changed: boolean; readonly faults: number }

/** Marks a section. In: the changed fields and the faults of the whole form. */
export function markOf(
  id: SectionId,
  changed: readonly EditField[],
  faults: readonly FormFault[],
): SectionMark {
  return {
    changed: changed.some(field => SECTION_OF[field] === id),
    faults: faults.filter(fault => sectionOf(fault.control) === id).length,
  }
}
