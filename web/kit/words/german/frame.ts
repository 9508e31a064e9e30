import type { Catalogue } from '@latchkey/contract/words/words.ts'

/** What stands around every page of the console. */
export const FRAME: Catalogue = {
  Production: 'Produktion',
  Sandbox: 'Sandbox',
  'Open navigation': 'Navigation öffnen',
  'Close navigation': 'Navigation schließen',
  Dismiss: 'Verwerfen',
  'Latchkey, start page': 'Latchkey, Startseite',
  'Skip to the content': 'Zum Inhalt springen',
  Loading: 'Wird geladen',
  Main: 'Hauptnavigation',
  Admin: 'Admin',
  'Account Settings': 'Kontoeinstellungen',
  'API Applications': 'API-Anwendungen',
  'Business Unit': 'Geschäftsbereich',
  'No permission': 'Keine Berechtigung',
  'Your security profile does not permit this': 'Ihr Sicherheitsprofil erlaubt das nicht',
  'Only operators of the platform have it.': 'Nur Betreiber der Plattform haben sie.',
  'Users of {name} with the profile Manager have it: ask one of them to do it.':
    'Benutzer von {name} mit dem Profil Manager haben sie: Bitten Sie einen von ihnen darum.',
  'your account': 'Ihr Konto',
  'Find an API application': 'Eine API-Anwendung finden',
  Search: 'Suchen',
  'Page not found': 'Seite nicht gefunden',
  'What now': 'Was nun',
  'There is nothing at this address. It may have been mistyped, or what stood here is not in your business unit.':
    'Unter dieser Adresse gibt es nichts. Vielleicht ist sie vertippt, oder was hier stand, ist nicht in Ihrem Geschäftsbereich.',
  Light: 'Hell',
  Dark: 'Dunkel',
  'As the system': 'Wie das System',
  'Colour scheme': 'Farbschema',
  'You are signed in': 'Sie sind angemeldet',
  'Go back to the tab in which you were working, and try again there: what you typed still stands in it. This tab can be closed.':
    'Gehen Sie zurück zu dem Tab, in dem Sie gearbeitet haben, und versuchen Sie es dort noch einmal: Was Sie eingegeben haben, steht noch da. Dieser Tab kann geschlossen werden.',
  'User menu of {fullName}': 'Benutzermenü von {fullName}',
}
