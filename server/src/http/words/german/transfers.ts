import type { Catalogue } from '@latchkey/contract/words/words.ts'

/** Why an application does not go to another business unit. */
export const TRANSFERS: Catalogue = {
  'Cannot be transferred': 'Kann nicht übergeben werden',
  'There is no transfer with this id that is yours.': 'Es gibt keine Übergabe mit dieser ID, die Ihre ist.',
  'This is not the name of the application.': 'Das ist nicht der Name der Anwendung.',
  'The number of a business unit has 7 digits.': 'Die Nummer eines Geschäftsbereichs hat 7 Ziffern.',
  'This is the number of your own business unit.': 'Das ist die Nummer Ihres eigenen Geschäftsbereichs.',
  'It registered itself, and whoever holds its registration access token could change it from outside. Register it anew in the other business unit.':
    'Sie hat sich selbst registriert, und wer ihr Registration Access Token hat, könnte sie von außen ändern. Registrieren Sie sie im anderen Geschäftsbereich neu.',
  'None of the API scopes that it has can be used in the business unit that would receive it.':
    'Keiner ihrer API-Scopes kann in dem Geschäftsbereich genutzt werden, der sie bekäme.',
  'It is offered to a business unit already. Withdraw that offer first.':
    'Sie ist schon einem Geschäftsbereich angeboten. Ziehen Sie dieses Angebot zuerst zurück.',
  'It cannot be accepted as it stands: it was stopped or deleted where it is.':
    'Sie kann so nicht angenommen werden: Sie wurde dort, wo sie ist, angehalten oder gelöscht.',
}
