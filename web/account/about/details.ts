import type { AccountProfile } from '@latchkey/contract/people/account.ts'
import { say } from '../../kit/words/say.ts'

/** What each field is called, in the order in which they stand. */
export const DETAIL_LABELS = {
  givenName: say('Given name'),
  middleName: say('Middle name'),
  familyName: say('Family name'),
  nickname: say('Nickname'),
  gender: say('Gender'),
  birthdate: say('Birth date'),
  website: say('Website'),
  profile: say('Profile page'),
  picture: say('Picture'),
  zoneinfo: say('Time zone'),
  locale: say('Language'),
} satisfies Partial<Record<keyof AccountProfile, string>>

export type DetailField = keyof typeof DETAIL_LABELS

function isDetailField(name: string): name is DetailField {
  return Object.hasOwn(DETAIL_LABELS, name)
}

/** The fields in their order. */
export const DETAILS: readonly DetailField[] = Object.keys(DETAIL_LABELS).filter(isDetailField)

/** What helps to fill a field in, and what a browser may fill in by itself. */
export const DETAIL_HELP: Readonly<Record<DetailField, { readonly help?: string; readonly fill: string }>> = {
  givenName: { fill: 'given-name' },
  middleName: { fill: 'additional-name' },
  familyName: { fill: 'family-name' },
  nickname: { fill: 'nickname' },
  gender: { fill: 'sex' },
  birthdate: { help: say('YYYY-MM-DD; 0000-MM-DD leaves the year out, YYYY tells it alone.'), fill: 'off' },
  website: { help: say('A whole address that begins with https://.'), fill: 'url' },
  profile: { help: say('A page about you: an address that begins with https://.'), fill: 'off' },
  picture: { help: say('Where a picture of you is: an address that begins with https://.'), fill: 'photo' },
  zoneinfo: { help: say('By its name, for example Europe/Berlin.'), fill: 'off' },
  locale: {
    help: say(
      'As a language tag, for example en-GB. The pages here follow it where they speak it: English and German.',
    ),
    fill: 'language',
  },
}
