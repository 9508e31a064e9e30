import type { ActorRef, FieldChange } from '../registry/model.ts'
import type { KnownKind } from './known/known.ts'

/** What goes into the record of one change. */
export type Recorded = {
  readonly actor: ActorRef
  /** A stable word such as `application.deactivated`. */
  readonly action: string
  readonly target: { readonly kind: string; readonly id: string }
  readonly changes?: readonly FieldChange[]
  readonly requestId: string
  /** What other nodes, and this one, must no longer believe. */
  readonly touches?: readonly { readonly kind: KnownKind; readonly ref: string }[]
}
