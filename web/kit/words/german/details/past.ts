import type { Catalogue } from '@latchkey/contract/words/words.ts'

/** What the history, notes, owners, refused requests and secrets of an application say. */
export const DETAILS_PAST: Catalogue = {
  'removed:': 'entfernt:',
  '{name} {action} {when}': '{name} {action}, {when}',
  'Link to this change: {name} {action}': 'Link zu dieser Änderung: {name} {action}',
  'Show older changes': 'Ältere Änderungen zeigen',
  'Show all changes': 'Alle Änderungen zeigen',
  'Somebody changed the application meanwhile. Nothing was saved; this is what reverting would change now.':
    'Jemand hat die Anwendung inzwischen geändert. Nichts wurde gespeichert; das würde das Zurücknehmen jetzt ändern.',
  'Stays as it is, since no edit can set it: {fields}.':
    'Bleibt, wie es ist, weil kein Bearbeiten es setzen kann: {fields}.',
  'registered the application': 'registrierte die Anwendung',
  'authorized the application': 'autorisierte die Anwendung',
  'accepted what a new version asks for': 'nahm an, worum eine neue Version bittet',
  'kept it as it was, without what a new version asks for':
    'ließ sie, wie sie war, ohne das, worum eine neue Version bittet',
  'entered the application as a draft': 'nahm die Anwendung als Entwurf auf',
  'published a new version of the application': 'veröffentlichte eine neue Version der Anwendung',
  'published the application': 'veröffentlichte die Anwendung',
  'edited the application': 'bearbeitete die Anwendung',
  'deactivated the application': 'deaktivierte die Anwendung',
  'activated the application': 'aktivierte die Anwendung',
  'changed the reason why the application is stopped':
    'änderte den Grund, aus dem die Anwendung angehalten ist',
  'contained the application': 'schottete die Anwendung ab',
  'ended what the application held of people': 'beendete, was die Anwendung von Personen hatte',
  'lifted the containment of the application': 'hob das Abschotten der Anwendung auf',
  'contained the application, which is told as an alert':
    'schottete die Anwendung ab, was als Warnung gemeldet wird',
  'consented to the application': 'stimmte der Anwendung zu',
  'withdrew a consent': 'widerrief eine Zustimmung',
  'consented for everybody': 'stimmte für alle zu',
  'withdrew the consent for everybody': 'widerrief die Zustimmung für alle',
  'declined what the application asked for': 'lehnte ab, worum die Anwendung bat',
  'added a note': 'fügte eine Notiz hinzu',
  'edited a note': 'bearbeitete eine Notiz',
  'deleted a note': 'löschte eine Notiz',
  'changed from where the application may ask': 'änderte, von wo die Anwendung anfragen darf',
  'added a client secret': 'legte ein Client Secret an',
  'revoked a client secret': 'widerrief ein Client Secret',
  'changed a client secret': 'änderte ein Client Secret',
  'replaced a client secret': 'ersetzte ein Client Secret',
  'deleted the application': 'löschte die Anwendung',
  'restored the application': 'stellte die Anwendung wieder her',
  'could not tell the application about a logout': 'konnte der Anwendung eine Abmeldung nicht mitteilen',
  'saw a refresh token used twice, and ended its tokens':
    'sah, dass ein Refresh Token zweimal benutzt wurde, und beendete seine Token',
  'saw a code redeemed twice, and ended its tokens':
    'sah, dass ein Code zweimal eingelöst wurde, und beendete seine Token',
  'saw a code challenge used again': 'sah, dass eine Code Challenge wieder benutzt wurde',
  'was told of a client secret found where it does not belong':
    'erfuhr, dass ein Client Secret gefunden wurde, wo es nicht hingehört',
  'was told of a refresh token found where it does not belong, and ended its tokens':
    'erfuhr, dass ein Refresh Token gefunden wurde, wo es nicht hingehört, und beendete seine Token',
  'was told of a registration token found where it does not belong, and revoked it':
    'erfuhr, dass ein Registrierungstoken gefunden wurde, wo es nicht hingehört, und widerrief es',
  'reminded that a client secret is about to end': 'erinnerte daran, dass ein Client Secret bald endet',
  'acknowledged an alert': 'nahm eine Warnung zur Kenntnis',
  on: 'an',
  off: 'aus',
  'Somebody deleted this note while you were editing. What you wrote has not been saved; you can add it as a new note.':
    'Jemand hat diese Notiz gelöscht, während Sie sie bearbeitet haben. Was Sie geschrieben haben, ist nicht gespeichert; Sie können es als neue Notiz hinzufügen.',
  '{name} changed this note {when}, while you were editing. What you wrote has not been saved. The note says now:':
    '{name} hat diese Notiz geändert ({when}), während Sie sie bearbeitet haben. Was Sie geschrieben haben, ist nicht gespeichert. Die Notiz lautet jetzt:',
  '{count, number} characters too many.': '{count, number} Zeichen zu viel.',
  '{count, number} characters left.': 'Noch {count, number} Zeichen.',
  'edited {when}': 'bearbeitet {when}',
  'edited {when} by {name}': 'bearbeitet {when} von {name}',
  'It is gone from this list at once. What it said stays in the history of the application.':
    'Sie verschwindet sofort aus dieser Liste. Was sie sagte, bleibt im Verlauf der Anwendung.',
  'Show older notes': 'Ältere Notizen zeigen',
  'Everybody of your business unit who may view this application reads them; nobody else does. Never write a secret into a note: the history keeps what it said, also when it is deleted.':
    'Alle in Ihrem Geschäftsbereich, die diese Anwendung ansehen dürfen, lesen sie; sonst niemand. Schreiben Sie nie ein Secret in eine Notiz: Der Verlauf behält, was sie sagte, auch wenn sie gelöscht wird.',
  'Add me': 'Mich hinzufügen',
  'Show {waiting} new': '{waiting} neue zeigen',
  'Show older activity': 'Ältere Aktivität zeigen',
  'Added: {url} is an authorized callback URL now. The next sign-in that asks for it is answered.':
    'Hinzugefügt: {url} ist jetzt eine autorisierte Callback-URL. Die nächste Anmeldung, die darum bittet, wird beantwortet.',
  'Is {site} yours?': 'Gehört {site} Ihnen?',
  'No callback URL of this application leads to {site} yet. Anybody can send a request with a URL of their own. Once it is added, people who sign in are sent to {url} with a code.':
    'Noch keine Callback-URL dieser Anwendung führt zu {site}. Jeder kann eine Anfrage mit einer eigenen URL schicken. Ist sie hinzugefügt, werden Personen, die sich anmelden, mit einem Code zu {url} geschickt.',
  'Nothing came.': 'Nichts kam.',
  'This request was one of {application}.': 'Diese Anfrage war eine von {application}.',
  'Show all activity': 'Alle Aktivität zeigen',
  'In {days} days {retries, plural, one {# harmless refresh retry} other {# harmless refresh retries}} and {thefts, plural, one {# suspected theft} other {# suspected thefts}} of a refresh token.':
    'In {days} Tagen {retries, plural, one {# harmlose Wiederholung} other {# harmlose Wiederholungen}} beim Erneuern und {thefts, plural, one {# vermuteter Diebstahl} other {# vermutete Diebstähle}} eines Refresh Tokens.',
  'Most clients send it once PKCE with S256 is switched on in their settings: look for {pkce}, {method} or {camel}. A client on a server that has no such setting can be let in without: switch on {choice} under {edit}. Its secret alone protects the code then.':
    'Die meisten Clients senden sie, sobald PKCE mit S256 in ihren Einstellungen eingeschaltet ist: Suchen Sie nach {pkce}, {method} oder {camel}. Ein Client auf einem Server, der keine solche Einstellung hat, kann ohne sie eingelassen werden: Schalten Sie {choice} unter {edit} ein. Dann schützt allein sein Secret den Code.',
  'See its secrets': 'Ihre Secrets ansehen',
  'See what was changed': 'Ansehen, was geändert wurde',
  'Nothing needs to be done. If the client wants groups or roles, ask for the scope {scope} instead: it tells the business unit and the security profile.':
    'Nichts ist zu tun. Will der Client Gruppen oder Rollen, bitten Sie stattdessen um den Scope {scope}: Er nennt den Geschäftsbereich und das Sicherheitsprofil.',
  '(empty)': '(leer)',
  'Link to this': 'Link hierher',
  'Your address now is {address}.': 'Ihre Adresse ist jetzt {address}.',
  'Add it': 'Hinzufügen',
  'A new secret is made and shown once. Give it to the application while the old one still works; the list says when the old one was last used.':
    'Ein neues Secret wird angelegt und einmal gezeigt. Geben Sie es der Anwendung, solange das alte noch gilt; die Liste sagt, wann das alte zuletzt benutzt wurde.',
  'The secret {name} ends {when}, and none stands beside it. Replace it under {tab} before programs stop getting tokens.':
    'Das Secret {name} endet {when}, und keines steht daneben. Ersetzen Sie es unter {tab}, bevor Programme keine Token mehr bekommen.',
  '{name} is revoked.': '{name} ist widerrufen.',
  'Revoke {name}': '{name} widerrufen',
  'Revoke {name}?': '{name} widerrufen?',
  'The secret ending in {hint} stops working at once and cannot be brought back. Tokens already issued with it end by themselves, as a rule within {usual}.':
    'Das Secret mit dem Ende {hint} gilt sofort nicht mehr und kann nicht zurückgeholt werden. Schon damit ausgegebene Token enden von selbst, in der Regel innerhalb dieser Zeit: {usual}.',
  'It is the only one: the application can get no token until you add another.':
    'Es ist das einzige: Die Anwendung kann kein Token bekommen, bis Sie ein anderes anlegen.',
  'Last used {when} from {address}.': 'Zuletzt benutzt {when} von {address}.',
  'Expired {when}': 'Abgelaufen {when}',
  'Stops working {when}': 'Endet {when}',
  'Found where it does not belong {when}': 'Gefunden, wo es nicht hingehört: {when}',
  'Ends in {hint}. Created {when} by {name}.': 'Endet auf {hint}. Angelegt {when} von {name}.',
  'The secrets of an external application belong to its vendor, {vendor}.':
    'Die Secrets einer externen Anwendung gehören ihrem Anbieter, {vendor}.',
  'Up to {most} may live at once: add the new one, bring it into use, then revoke the old one.':
    'Bis zu {most} dürfen zugleich gelten: Legen Sie das neue an, nehmen Sie es in Gebrauch, und widerrufen Sie dann das alte.',
}
