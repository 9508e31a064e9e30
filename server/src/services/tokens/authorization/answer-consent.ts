import { refusal } from '../../../protocol/refusal.ts'
import { agreedTo, asksForMore } from '../../../registry/people/consent.ts'
import { commit } from '../../commit.ts'
import type { Deps } from '../../deps.ts'
import type { LiveSession } from '../../people/sessions.ts'
import { type Answered, grantAuthorization, refuse } from './grant-authorization.ts'
import { narrowProposal, type Proposal, propose } from './next-step.ts'
import type { Prepared } from './prepare-authorization.ts'
import { type GivenConsent, recordConsent } from './record-consent.ts'

type ConsentAnswer = {
  readonly prepared: Prepared
  readonly session: LiveSession
  /** Null when the person denied the request. */
  readonly given: GivenConsent | null
  readonly requestId: string
}

/** `ask`: the application would get more by now than the person was shown, so they must be asked anew. */
type Outcome =
  | ({ readonly kind: 'answer' } & Answered)
  | { readonly kind: 'ask'; readonly proposal: Proposal }

/**
 * Takes a person's answer to the consent page.
 * In: the request prepared anew, and what was shown and ticked, as our own page says and not as the form may claim.
 * What is granted is computed from what stands now, and is never more than was shown and agreed to.
 * Out: the answer for the application: access_denied when the person denies it or leaves out all there is.
 */
export async function answerConsent(deps: Deps, answer: ConsentAnswer): Promise<Outcome> {
  const { prepared, session, given, requestId } = answer
  const { target } = prepared
  const because = (...[reason, words]: Parameters<typeof refusal>): Outcome => {
    return { kind: 'answer', ...refuse(target, refusal(reason, words)) }
  }
  if (given === null) return because('denied_by_user', 'The user denied the request.')
  const proposed = await propose(deps, prepared, session)
  if (proposed.kind === 'send') {
    return { kind: 'answer', answer: proposed.answer, refused: proposed.refused }
  }
  if (asksForMore(proposed.proposal.offer, given.shown)) return { kind: 'ask', proposal: proposed.proposal }
  const agreed = agreedTo(given.shown, given.ticked)
  const proposal = narrowProposal(proposed.proposal, agreed, await deps.known.apis())
  if (proposal.scopes.length === 0) {
    const nothing = { given, session, prepared, granted: [], requestId }
    await commit(deps, tx => recordConsent(tx, nothing, deps.clock()))
    return because('all_declined', 'The user left out every scope that was asked for; all were optional.')
  }
  const granting = { prepared, proposal, session, given, requestId }
  return { kind: 'answer', ...(await grantAuthorization(deps, granting)) }
}
