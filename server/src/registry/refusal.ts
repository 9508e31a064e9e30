import type { FieldFault as Fault } from '@latchkey/contract/problem.ts'
import type { Permission } from './profiles.ts'

/** One field of a request at fault: where (JSON Pointer), which rule, and how to mend it. */
export type FieldFault = Fault

/** Why the registry refuses. Closed, so that the door must answer every kind. */
export type RegistryRefusal =
  | { readonly kind: 'forbidden'; readonly permission: Permission }
  | { readonly kind: 'operators-only' }
  | { readonly kind: 'not-found'; readonly what: 'application' | 'secret' | 'catalogue-entry' }
  | { readonly kind: 'invalid'; readonly faults: readonly FieldFault[] }
  | { readonly kind: 'name-taken'; readonly alias: string }
  | { readonly kind: 'already-authorized'; readonly name: string }
  | { readonly kind: 'too-many-secrets'; readonly most: number }
  | { readonly kind: 'no-secrets'; readonly why: string }
  | { readonly kind: 'version-conflict'; readonly current: number }
  | { readonly kind: 'key-reused' }
  | { readonly kind: 'cursor' }
