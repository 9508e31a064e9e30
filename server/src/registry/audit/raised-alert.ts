import type { Instant } from '../../lib/clock.ts'
import type { ApplicationId } from '../../lib/ids.ts'
import type { ActorRef, FieldChange } from '../model.ts'
import type { Alert } from './alerts.ts'

/** What an owner should look into. It has the id of the entry that tells of it in the history. */
export type RaisedAlert = {
  readonly id: string
  readonly at: Instant
  readonly kind: Alert
  /** Null: it concerns the business unit as a whole. */
  readonly applicationId: ApplicationId | null
  /** Which of the application's things it is about, by its id; empty: none of them. */
  readonly subject: string
  readonly facts: readonly FieldChange[]
  readonly requestId: string
  readonly acknowledged: Acknowledgement | null
}

/** Somebody's word that they looked into it. */
export type Acknowledgement = { readonly at: Instant; readonly by: ActorRef; readonly note: string }
