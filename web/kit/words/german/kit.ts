import type { Catalogue } from '@latchkey/contract/words/words.ts'

/** What the parts say that every screen is made of. */
export const KIT: Catalogue = {
  Cancel: 'Abbrechen',
  Save: 'Speichern',
  Close: 'Schließen',
  Stay: 'Bleiben',
  'Discard and leave': 'Verwerfen und verlassen',
  'Leave without saving?': 'Ohne Speichern verlassen?',
  'Leave without saving': 'Ohne Speichern verlassen',
  'Loading: {title}': 'Wird geladen: {title}',
  Breadcrumbs: 'Pfad',
  'This page has a fault': 'Diese Seite hat einen Fehler',
  'No connection to the server': 'Keine Verbindung zum Server',
  'The answer could not be read': 'Die Antwort konnte nicht gelesen werden',
  'Your session has ended': 'Ihre Sitzung ist zu Ende',
  'The server has a fault': 'Der Server hat einen Fehler',
  'The server refused this': 'Der Server hat das abgelehnt',
  'Nothing you typed is lost. Sign in again in a new tab, then come back to this one and try again.':
    'Nichts, was Sie eingegeben haben, ist verloren. Melden Sie sich in einem neuen Tab wieder an, kommen Sie dann hierher zurück und versuchen Sie es noch einmal.',
  'Sign in again to go on.': 'Melden Sie sich wieder an, um weiterzumachen.',
  'Sign in again': 'Wieder anmelden',
  'Sign in again in a new tab': 'In einem neuen Tab wieder anmelden',
  'Try again': 'Noch einmal versuchen',
  'When asking for help, quote {id}.': 'Wenn Sie um Hilfe bitten, nennen Sie {id}.',
  'This may be out of date: the last refresh failed.':
    'Das ist vielleicht nicht mehr aktuell: Das letzte Auffrischen misslang.',
  Refresh: 'Auffrischen',
  'Unit of {label}': 'Einheit von {label}',
  seconds: 'Sekunden',
  minutes: 'Minuten',
  hours: 'Stunden',
  days: 'Tage',
  '{count, plural, one {# field needs} other {# fields need}} attention':
    '{count, plural, one {# Feld braucht} other {# Felder brauchen}} Aufmerksamkeit',
  'Write a number such as 15, or leave the field empty.':
    'Schreiben Sie eine Zahl wie 15, oder lassen Sie das Feld leer.',
  'This is too long. Write a smaller number.': 'Das ist zu lang. Schreiben Sie eine kleinere Zahl.',
  'Write it in a smaller unit: this is no whole number of seconds.':
    'Schreiben Sie es in einer kleineren Einheit: Das ist keine ganze Zahl von Sekunden.',
  Copied: 'Kopiert',
  'Copy {what}': '{what} kopieren',
  'Copying failed. Select the text and copy it by hand.':
    'Das Kopieren misslang. Wählen Sie den Text aus und kopieren Sie ihn von Hand.',
  Active: 'Aktiv',
  Inactive: 'Inaktiv',
  'just now': 'gerade eben',
  'The server cannot be reached. Check the connection and try again.':
    'Der Server ist nicht zu erreichen. Prüfen Sie die Verbindung und versuchen Sie es noch einmal.',
  'The server answered with status {status} and no reason.':
    'Der Server antwortete mit Status {status} und ohne Grund.',
  'The server answered in a way this page does not understand. Reload the page; if that does not help, page and server are of different versions.':
    'Der Server antwortete so, dass diese Seite es nicht versteht. Laden Sie die Seite neu; hilft das nicht, sind Seite und Server von verschiedenen Versionen.',
}

/** What the words of the console mean. */
export const GLOSSARY_WORDS: Catalogue = {
  API: 'API',
  'A family of operations of the platform, such as reading reports. Each API is behind one scope; an application reaches only the APIs whose scopes it holds.':
    'Eine Familie von Operationen der Plattform, etwa das Lesen von Berichten. Jede API liegt hinter einem Scope; eine Anwendung erreicht nur die APIs, deren Scopes sie hat.',
  Scope: 'Scope',
  'The name by which an application asks for access to an API. A token carries the scopes it was given, and an API refuses a token that lacks its scope. A scope never widens what a user may do.':
    'Der Name, mit dem eine Anwendung um Zugang zu einer API bittet. Ein Token trägt die Scopes, die ihm gegeben wurden, und eine API lehnt ein Token ohne ihren Scope ab. Ein Scope erweitert nie, was ein Benutzer darf.',
  'Authorized callback URL': 'Zugelassene Callback-URL',
  'An address to which people are sent back after they sign in and give their consent. Only addresses listed here, character by character, are used, so that nobody can have a code or token sent elsewhere.':
    'Eine Adresse, zu der Personen zurückgeschickt werden, nachdem sie sich angemeldet und zugestimmt haben. Nur Adressen, die hier Zeichen für Zeichen stehen, werden benutzt, damit niemand einen Code oder ein Token anderswohin schicken lassen kann.',
  'Business unit': 'Geschäftsbereich',
  'Your organization on this platform, with its own users, applications and data. Its number has seven digits and is not a secret.':
    'Ihre Organisation auf dieser Plattform, mit eigenen Benutzern, Anwendungen und Daten. Ihre Nummer hat sieben Ziffern und ist nicht geheim.',
  'Implicit grant': 'Implicit Grant',
  'A legacy way for pages in a browser to get an access token in the address of the callback. Such tokens can leak through browser histories and logs. The authorization code with PKCE replaces it.':
    'Ein älterer Weg, auf dem Seiten im Browser ein Access Token in der Adresse des Callbacks bekommen. Solche Token können durch Verläufe und Protokolle nach außen dringen. Der Authorization Code mit PKCE ersetzt ihn.',
  'Pairwise subject': 'Paarweise Kennung',
  'An identifier of a user that differs from sector to sector. A sector is the host of the callback URLs, or of a file that lists them. Applications of two sectors cannot find out by it that they have the same user.':
    'Eine Kennung eines Benutzers, die von Sektor zu Sektor anders ist. Ein Sektor ist der Host der Callback-URLs, oder einer Datei, die sie aufzählt. Anwendungen zweier Sektoren können daran nicht erkennen, dass sie denselben Benutzer haben.',
  'Back-channel logout': 'Back-Channel-Abmeldung',
  'A message from Latchkey to the application itself, not through the browser, when a session ends. It holds a signed logout token that names the user or the session, and the application ends its own session of that user.':
    'Eine Nachricht von Latchkey an die Anwendung selbst, nicht über den Browser, wenn eine Sitzung endet. Sie enthält ein signiertes Logout Token, das den Benutzer oder die Sitzung nennt, und die Anwendung beendet ihre eigene Sitzung dieses Benutzers.',
  'Request object': 'Request Object',
  'The parameters of an authorization request as one signed JWT, sent along or kept at a registered request URI. Nobody between the application and Latchkey can change it (RFC 9101).':
    'Die Parameter einer Authorization-Anfrage als ein signiertes JWT, mitgesendet oder an einer registrierten Request-URI. Niemand zwischen der Anwendung und Latchkey kann es ändern (RFC 9101).',
  'JWK Set': 'JWK Set',
  'Public keys as JSON: an object with a list named keys (RFC 7517). With it Latchkey checks what the application has signed. It never holds private keys.':
    'Öffentliche Schlüssel als JSON: ein Objekt mit einer Liste namens keys (RFC 7517). Damit prüft Latchkey, was die Anwendung signiert hat. Private Schlüssel enthält es nie.',
  'Offline access': 'Offline-Zugang',
  'With it an application goes on acting for a user who has signed out, where the user agreed. It asks for the scope offline_access. Without it its refresh tokens end together with the session.':
    'Damit handelt eine Anwendung weiter für einen Benutzer, der sich abgemeldet hat, wenn er zugestimmt hat. Sie bittet um den Scope offline_access. Ohne ihn enden ihre Refresh Tokens mit der Sitzung.',
}
