import { say } from '../../../kit/words/say.ts'
/** What users see of an application, as forms hold it: texts, empty where nothing is said. */
export type PresentationValues = {
  readonly clientUri: string
  readonly logoUri: string
  readonly policyUri: string
  readonly tosUri: string
  readonly supportEmail: string
}

type Field = {
  readonly name: keyof PresentationValues
  readonly help: string
  readonly placeholder: string
  readonly inputMode: 'url' | 'email'
}

/** The fields, in the order in which the consent page shows them. */
export const PRESENTATION_FIELDS: readonly Field[] = [
  {
    name: 'logoUri',
    help: say(
      'A PNG, JPEG, WebP or GIF over https. The server keeps a checked copy, so it appears a little later.',
    ),
    placeholder: 'https://app.example.com/logo.png',
    inputMode: 'url',
  },
  {
    name: 'clientUri',
    help: say('Where people read what the application is.'),
    placeholder: 'https://app.example.com/',
    inputMode: 'url',
  },
  {
    name: 'policyUri',
    help: say('What it does with what it learns about people.'),
    placeholder: 'https://app.example.com/privacy',
    inputMode: 'url',
  },
  {
    name: 'tosUri',
    help: say('What people agree to when they use it.'),
    placeholder: 'https://app.example.com/terms',
    inputMode: 'url',
  },
  {
    name: 'supportEmail',
    help: say('Where people get help with it.'),
    placeholder: 'help@example.com',
    inputMode: 'email',
  },
]
