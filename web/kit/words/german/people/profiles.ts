import type { Catalogue } from '@latchkey/contract/words/words.ts'

/** German for security profiles, and what they permit. */
export const PROFILES: Catalogue = {
  'view the settings of the business unit': 'die Einstellungen des Geschäftsbereichs ansehen',
  'invite users': 'Benutzer einladen',
  'view security profiles': 'Sicherheitsprofile ansehen',
  'create security profiles': 'Sicherheitsprofile anlegen',
  'edit security profiles': 'Sicherheitsprofile bearbeiten',
  'delete security profiles': 'Sicherheitsprofile löschen',
  'view the audit log': 'das Prüfprotokoll ansehen',
  'export the audit log': 'das Prüfprotokoll exportieren',
}
