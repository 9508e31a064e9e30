import type { Catalogue } from '@latchkey/contract/words/words.ts'

/** The page of one user. */
export const USER: Catalogue = {
  'Search by name': 'Nach Namen suchen',
  'All security profiles': 'Alle Sicherheitsprofile',
  '{count, plural, one {{figure} user} other {{figure} users}}':
    '{count, plural, one {{figure} Benutzer} other {{figure} Benutzer}}',
  'Nobody fits': 'Niemand passt',
  'Each word that you search for must begin a word of the full name or of the user name.':
    'Jedes gesuchte Wort muss am Anfang eines Wortes des vollen Namens oder des Benutzernamens stehen.',
  'signed in {when}': 'angemeldet {when}',
  'Loading the user': 'Der Benutzer wird geladen',
  'In the audit log': 'Im Prüfprotokoll',
  'What can be done': 'Was getan werden kann',
  'Last signed in': 'Zuletzt angemeldet',
  'Applications they consented to': 'Anwendungen, denen zugestimmt wurde',
  'Applications they own': 'Eigene Anwendungen',
  '{figure}, each with another owner': '{figure}, jede mit einem weiteren Eigentümer',
  '{figure}, of which {alone} have no other owner': '{figure}, davon {alone} ohne weiteren Eigentümer',
  'Before somebody leaves, give their applications another owner: open the list, select all that match, and choose Change owners.':
    'Bevor jemand geht, geben Sie den Anwendungen einen anderen Eigentümer: Öffnen Sie die Liste, wählen Sie alle Treffer aus und dann Eigentümer ändern.',
  'What is said of them': 'Was von der Person gesagt ist',
  'Nothing but the name. Users say more of themselves on their account page.':
    'Nur der Name. Mehr sagen Benutzer von sich auf ihrer Kontoseite.',
  'Where they are signed in': 'Wo die Person angemeldet ist',
  'Nowhere now.': 'Im Moment nirgends.',
  'used {when}': 'benutzt {when}',
  'Sign out everywhere': 'Überall abmelden',
  'Sign {name} out everywhere?': '{name} überall abmelden?',
  'What is open there and not saved may be lost. {name} can sign in again at once; to keep them out, deactivate them.':
    'Was dort offen und nicht gespeichert ist, kann verloren gehen. {name} kann sich sofort wieder anmelden; um das zu verhindern, deaktivieren Sie die Person.',
  'That is you. What is yours you change on your account page.':
    'Das sind Sie. Was Ihres ist, ändern Sie auf Ihrer Kontoseite.',
  'Counting what ends': 'Es wird gezählt, was endet',
  'What ends could not be counted.': 'Was endet, konnte nicht gezählt werden.',
  '{count, plural, one {# browser is signed out} other {# browsers are signed out}}':
    '{count, plural, one {# Browser wird abgemeldet} other {# Browser werden abgemeldet}}',
  '{count, plural, one {{figure} sign-in to an application ends} other {{figure} sign-ins to applications end}}':
    '{count, plural, one {{figure} Anmeldung bei einer Anwendung endet} other {{figure} Anmeldungen bei Anwendungen enden}}',
  '{count, plural, one {{figure} application has} other {{figure} applications have}} no active owner then.':
    '{count, plural, one {{figure} Anwendung hat} other {{figure} Anwendungen haben}} dann keinen aktiven Eigentümer.',
  'Give them another owner first': 'Zuerst einen anderen Eigentümer bestimmen',
}
