import type { ProfileEffects } from '@latchkey/contract/people/profiles/effects.ts'
import { say } from '../../../kit/words/say.ts'
import { applicationsWords, countWords, peopleWords } from '../../applications/effects/effect-words.ts'

type LostScope = ProfileEffects['lostScopes'][number]

/** What would change for those who have it, in a line. */
export function summaryOf(effects: ProfileEffects): string {
  const { people, applications, lostPermissions, lostScopes, gainedPermissions, gainedScopes } = effects
  const who = [
    peopleWords(people),
    ...(applications.count === 0 ? [] : [applicationsWords(applications)]),
  ].join(', ')
  const lost = lostPermissions.length + lostScopes.length
  const gained = gainedPermissions.length + gainedScopes.length
  if (lost === 0 && gained === 0) return say('{who}: nothing changes of what they may do', { who })
  return say(
    '{who}: {lost, plural, =0 {nothing is taken away} one {# thing is taken away} other {# things are taken away}}, {gained, plural, =0 {nothing is added} one {# is added} other {# are added}}',
    { who, lost, gained },
  )
}

/** Who has or uses a scope that would go, one sentence each. */
export function lostLines({ consents, signIns, people }: LostScope): readonly string[] {
  const lines: string[] = []
  if (signIns.count > 0 || signIns.more) {
    lines.push(
      say('Held now by {signIns} of {people}, and gone from there at once.', {
        signIns: countWords(signIns, 'sign-in'),
        people: peopleWords(people),
      }),
    )
  }
  if (consents.count > 0 || consents.more) {
    lines.push(
      say('Covered by {consents}: the rest of what was consented to stays.', {
        consents: countWords(consents, 'consent'),
      }),
    )
  }
  if (lines.length === 0) lines.push(say('Nobody uses it through an application now.'))
  return lines
}
