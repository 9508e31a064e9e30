import type { Catalogue } from '@latchkey/contract/words/words.ts'

/** What editing an application says. */
export const EDIT: Catalogue = {
  'Theirs, saved now': 'Von anderen, jetzt gespeichert',
  'Yours, not saved': 'Von Ihnen, nicht gespeichert',
  'Both changes together': 'Beide Änderungen zusammen',
  'Changed by both': 'Von beiden geändert',
  'Choose one of them.': 'Wählen Sie eine davon.',
  'You changed different things, so both can stand.':
    'Sie haben Verschiedenes geändert, deshalb kann beides gelten.',
  'Choose what is to stand where you both changed the same.':
    'Wählen Sie, was gelten soll, wo Sie beide dasselbe geändert haben.',
  'Changed by you alone, will be saved': 'Von Ihnen allein geändert, wird gespeichert',
  'Changed by somebody else alone, stays': 'Von jemand anderem allein geändert, bleibt',
  'Keep editing': 'Weiter bearbeiten',
  'Discard my changes': 'Meine Änderungen verwerfen',
  'Save both': 'Beides speichern',
  'Save what is chosen': 'Das Gewählte speichern',
  'Unsaved changes': 'Nicht gespeicherte Änderungen',
  'Undo changes': 'Änderungen rückgängig machen',
  'Save changes': 'Änderungen speichern',
  'Edit {name}': '{name} bearbeiten',
  'Back to the application': 'Zurück zur Anwendung',
  'Edit API Application': 'API-Anwendung bearbeiten',
  'In use': 'In Gebrauch',
  changed: 'geändert',
  'On this page': 'Auf dieser Seite',
  'Users may leave this out, as its vendor chose.':
    'Benutzer dürfen das weglassen, wie der Anbieter es wählte.',
  'It gets no token for itself, so it needs no API scope: without one it signs people in and can do nothing else.':
    'Sie bekommt kein Token für sich selbst und braucht deshalb keinen API-Scope: Ohne einen meldet sie Personen an und kann sonst nichts.',
  'What is taken away ends at once what was given by it.':
    'Was genommen wird, beendet sofort, was dadurch gegeben war.',
  'The application signs nothing.': 'Die Anwendung signiert nichts.',
  'Paste them': 'Einfügen',
  'They stay as they are until somebody pastes others.':
    'Sie bleiben, wie sie sind, bis jemand andere einfügt.',
  'Read them from a URL': 'Von einer URL lesen',
  'The application can change its keys by itself.': 'Die Anwendung kann ihre Schlüssel selbst ändern.',
  'Where the application publishes its JWK Set.': 'Wo die Anwendung ihr JWK Set veröffentlicht.',
  'Allow the implicit grant': 'Den Implicit Grant erlauben',
  'implicit grant': 'Implicit Grant',
  'Never for an application without a secret: PKCE is all that it proves itself with.':
    'Nie für eine Anwendung ohne Secret: Sie weist sich allein durch PKCE aus.',
  'Put what scopes tell into ID tokens too': 'Was Scopes mitteilen, auch in ID Tokens schreiben',
  Legacy: 'Veraltet',
  'Leave all off unless the application cannot do without.':
    'Lassen Sie alles aus, außer die Anwendung kommt nicht ohne aus.',
  'How long one access token opens the APIs.': 'Wie lange ein Access Token die APIs öffnet.',
  'After so long a user has to sign in again, however often the token was used.':
    'Nach dieser Zeit muss sich ein Benutzer neu anmelden, so oft das Token auch benutzt wurde.',
  'How long tokens live': 'Wie lange Token gelten',
  'offline access': 'Offline-Zugang',
  'Where the application asks for one of these, the consent page says that it is needed, and nobody can leave it out. Leave all off where the application copes without: people see why they are asked, and choose.':
    'Wo die Anwendung um eines davon bittet, sagt die Seite der Zustimmung, dass es nötig ist, und niemand kann es weglassen. Lassen Sie alles aus, wo die Anwendung ohne auskommt: Personen sehen, warum sie gefragt werden, und wählen.',
  'Replace a refresh token each time it is used': 'Ein Refresh Token bei jeder Benutzung ersetzen',
  'Always on for an application without a secret.': 'Immer an für eine Anwendung ohne Secret.',
  'Signed requests': 'Signierte Anfragen',
  'request object': 'Request Object',
  'Refuse requests that are not signed': 'Anfragen ohne Signatur ablehnen',
  'The one algorithm that is read.': 'Der eine Algorithmus, der gelesen wird.',
  'Optional. Where the application keeps request objects for Latchkey to fetch.':
    'Freiwillig. Wo die Anwendung Request Objects für Latchkey zum Abholen bereithält.',
  "Every OpenID Connect library reads RS256. Choose another only where the application's library reads it: it refuses sign-ins from the moment this is saved otherwise.":
    'Jede Bibliothek für OpenID Connect liest RS256. Wählen Sie einen anderen nur, wo die Bibliothek der Anwendung ihn liest: Sonst lehnt sie Anmeldungen ab, sobald dies gespeichert ist.',
  'How the userinfo endpoint tells the application about a user.':
    'Wie der Userinfo-Endpunkt der Anwendung etwas über einen Benutzer mitteilt.',
  'back-channel logout': 'Back-Channel-Abmeldung',
  'Logout tokens must hold the session id (sid)': 'Logout Tokens müssen die Sitzungs-ID (sid) enthalten',
  'For an application that ends one session of a user and leaves the others.':
    'Für eine Anwendung, die eine Sitzung eines Benutzers beendet und die anderen lässt.',
  'Applications that get this user can see that it is the same one.':
    'Anwendungen, die diesen Benutzer bekommen, können sehen, dass es derselbe ist.',
  'Applications of different sectors cannot compare notes about a user.':
    'Anwendungen verschiedener Sektoren können sich über einen Benutzer nicht austauschen.',
  'User identifier (sub)': 'Kennung des Benutzers (sub)',
  'From the next sign-in on, every user has another identifier in this application. Accounts that it keeps by the old one are not found any more.':
    'Ab der nächsten Anmeldung hat jeder Benutzer eine andere Kennung in dieser Anwendung. Konten, die sie unter der alten führt, werden nicht mehr gefunden.',
  'pairwise subject': 'paarweise Kennung',
  'Signing in': 'Anmelden',
  'Signing out': 'Abmelden',
  Advanced: 'Erweitert',
  'The server sent no version with the application.': 'Der Server hat keine Version der Anwendung gesendet.',
}
