import type { Catalogue } from '@latchkey/contract/words/words.ts'

/** What is said of the audit log. */
export const AUDIT: Catalogue = {
  'The audit log of your business unit has no entry with this id. It may have been erased by its age.':
    'Das Prüfprotokoll Ihres Geschäftsbereichs hat keinen Eintrag mit dieser Kennung. Er kann seines Alters wegen gelöscht worden sein.',
  'Entries are kept for {0} to {1} days, or for ever.':
    'Einträge werden {0} bis {1} Tage aufbewahrt, oder für immer.',
}
