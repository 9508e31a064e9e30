import type { Catalogue } from '@latchkey/contract/words/words.ts'

/** What stands at the right of the page of one application. */
export const RAIL: Catalogue = {
  'At a glance': 'Auf einen Blick',
  'More ways': 'Weitere Wege',
  'About it': 'Über sie',
  'Nobody who is active': 'Niemand, der aktiv ist',
  'None works': 'Keines gilt',
  '{working, plural, one {# works} other {# work}}': '{working, plural, one {# gilt} other {# gelten}}',
  'The first ends {when}': 'Das erste endet {when}',
}
