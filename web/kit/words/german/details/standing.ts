import type { Catalogue } from '@latchkey/contract/words/words.ts'

/** What the page of one application says of it: its standing, its alerts, what its vendor set. */
const STANDING: Catalogue = {
  'Internal application': 'Interne Anwendung',
  'Security: a refresh token was used twice': 'Sicherheit: ein Refresh-Token wurde zweimal benutzt',
  'Security: an authorization code was redeemed twice':
    'Sicherheit: ein Autorisierungscode wurde zweimal eingelöst',
  'Security: a code challenge was used again': 'Sicherheit: eine Code-Challenge wurde noch einmal benutzt',
  'Security: a client secret was found where it does not belong':
    'Sicherheit: ein Client Secret wurde gefunden, wo es nicht hingehört',
  'Security: a refresh token was found where it does not belong':
    'Sicherheit: ein Refresh-Token wurde gefunden, wo es nicht hingehört',
  'Security: a registration token was found where it does not belong':
    'Sicherheit: ein Registrierungstoken wurde gefunden, wo es nicht hingehört',
  'Security: a client secret is about to end': 'Sicherheit: ein Client Secret endet bald',
  'Security: an application was contained': 'Sicherheit: eine Anwendung wurde abgeschottet',
  'Seen {when} in a sign-in of {user}.': 'Gesehen {when} bei einer Anmeldung von {user}.',
  'Seen {when}.': 'Gesehen {when}.',
  'Seen {when} in business unit {number}.': 'Gesehen {when} im Geschäftsbereich {number}.',
  'Show older events': 'Ältere Ereignisse zeigen',
  'Another one in each sector ({term}), {sector}': 'Eine andere je Sektor ({term}), {sector}',
  'Another one in each sector ({term}), {sector}, listed at {url}':
    'Eine andere je Sektor ({term}), {sector}, aufgeführt unter {url}',
  'Read from {url}': 'Gelesen von {url}',
  '{words}. Fetched from:': '{words}. Abgerufen von:',
  'None: people stay on a page of Latchkey after signing out':
    'Keine: nach dem Abmelden bleibt man auf einer Seite von Latchkey',
  'How it signs people in and out is set by its vendor, {vendor}.':
    'Wie sie Personen an- und abmeldet, legt ihr Anbieter {vendor} fest.',
  '{name} may use it now.': '{name} darf es jetzt verwenden.',
  '{name} keeps what it had.': '{name} behält, was sie hatte.',
  'A new version of {name} asks for more': 'Eine neue Version von {name} bittet um mehr',
  'Why, in the words of {vendor}: {reason}': 'Warum, in den Worten von {vendor}: {reason}',
  'It has none of this yet, and goes on with {scopes}. Keeping is remembered: you are asked again only when it asks for something else.':
    'Sie hat davon noch nichts und macht mit {scopes} weiter. „Behalten“ wird gemerkt: Sie werden erst wieder gefragt, wenn sie um etwas anderes bittet.',
  'Why is {name} contained?': 'Warum ist {name} abgeschottet?',
  'Why is {name} inactive?': 'Warum ist {name} inaktiv?',
  'Contained by {name} {when}.': 'Abgeschottet von {name} {when}.',
  'Deactivated by {name} {when}.': 'Deaktiviert von {name} {when}.',
  'It gets no tokens, and what it held is revoked; nothing of the evidence is deleted.':
    'Sie bekommt keine Tokens, und was sie hatte, ist widerrufen; von den Spuren wird nichts gelöscht.',
  'It gets no tokens.': 'Sie bekommt keine Tokens.',
  'The reason: {reason}': 'Der Grund: {reason}',
  'The reason, as it is told: {reason}': 'Der Grund, wie er mitgeteilt wird: {reason}',
  'Lifting brings nothing back that was revoked.': 'Aufheben bringt nichts zurück, was widerrufen wurde.',
}

/** How a first token is got, and how long tokens live. */
const TOKENS: Catalogue = {
  'Paste this into a terminal: it gets a token with the {count, plural, one {scope} other {scopes}} {scopes}, and calls an API with it.':
    'Fügen Sie das in ein Terminal ein: es holt ein Token mit {count, plural, one {dem Scope} other {den Scopes}} {scopes} und ruft damit eine API auf.',
  'Paste this into a terminal: it gets a token with the {count, plural, one {scope} other {scopes}} {scopes}, and prints it.':
    'Fügen Sie das in ein Terminal ein: es holt ein Token mit {count, plural, one {dem Scope} other {den Scopes}} {scopes} und gibt es aus.',
  'Set CLIENT_SECRET to a secret of the application first.':
    'Setzen Sie vorher CLIENT_SECRET auf ein Secret der Anwendung.',
  '{scopes} {count, plural, one {needs} other {need}} a user.': 'Für {scopes} braucht es einen Benutzer.',
  'Send the browser to this address. After sign-in and consent it comes back to the callback URL with a code, which the application exchanges for tokens at {url}.':
    'Schicken Sie den Browser an diese Adresse. Nach Anmeldung und Zustimmung kommt er mit einem Code zur Callback-URL zurück, den die Anwendung unter {url} gegen Tokens tauscht.',
  'set for this application': 'für diese Anwendung festgelegt',
  'as its vendor has it, within your limits': 'wie ihr Anbieter es will, innerhalb Ihrer Grenzen',
  'by default': 'als Voreinstellung',
  'shortened from {span}': 'gekürzt von {span}',
  'as its vendor has it': 'wie ihr Anbieter es will',
  'that limit': 'diese Grenze',
  '{span}, the default': '{span}, die Voreinstellung',
  '{least} to {most}, the limit of your business unit.':
    '{least} bis {most}, die Grenze Ihres Geschäftsbereichs.',
  '{least} to {most}.': '{least} bis {most}.',
  'Empty: {what}.': 'Leer: {what}.',
  'In force now: {span}.': 'Gilt jetzt: {span}.',
}

/** What it can reach, where it sends people, and what ends it. */
const REACH: Catalogue = {
  'It proves itself with PKCE instead of a secret.': 'Sie weist sich mit PKCE statt mit einem Secret aus.',
  'Optional. Told by a {term} when a session ends in which somebody signed in to the application, so that it can end its own.':
    'Freiwillig. Wird durch ein {term} benachrichtigt, wenn eine Sitzung endet, in der sich jemand bei der Anwendung angemeldet hat, damit sie ihre eigene beenden kann.',
  'It would get no token: {reason}': 'Sie bekäme kein Token: {reason}',
  'Such a token is good for {audiences}.': 'Ein solches Token gilt für {audiences}.',
  'For {name} ({user}), who has the security profile {profile}:':
    'Für {name} ({user}) mit dem Sicherheitsprofil {profile}:',
  'Computed as it is when a token is issued: registration, {unit}, the security profile, and what the user consented to.':
    'Berechnet wie beim Ausstellen eines Tokens: Registrierung, {unit}, Sicherheitsprofil, und was der Benutzer erlaubt hat.',
  'Left out: {scopes}': 'Weggelassen: {scopes}',
  Nowhere: 'Nirgends',
  '{signIns} of {people}': '{signIns} von {people}',
  'Used since {day}': 'Benutzt seit {day}',
  'By {people}': 'Von {people}',
  'A redirect cannot be tested now.': 'Eine Weiterleitung kann gerade nicht geprüft werden.',
  'Checked {when}': 'Geprüft {when}',
  'Maintained by the vendor, {name}.': 'Gepflegt vom Anbieter {name}.',
  'A new tab signs you in to the application and sends you to {url} with a real code, as it would any user. You may be asked for your consent to tell it who you are.':
    'Ein neuer Tab meldet Sie bei der Anwendung an und schickt Sie mit einem echten Code an {url}, wie jeden Benutzer. Vielleicht werden Sie gefragt, ob sie erfahren darf, wer Sie sind.',
  'Open the test in a new tab': 'Den Test in einem neuen Tab öffnen',
  'Test this redirect': 'Diese Weiterleitung testen',
  'Last used {when}.': 'Zuletzt benutzt {when}.',
  'Nobody was sent there for 90 days.': 'Seit 90 Tagen wurde niemand dorthin geschickt.',
  'Nobody was sent there for 90 days; known since {when}.':
    'Seit 90 Tagen wurde niemand dorthin geschickt; bekannt seit {when}.',
  'No use is known yet; known since {when}.': 'Noch ist keine Benutzung bekannt; bekannt seit {when}.',
  'Redirects to {url}': 'Leitet weiter an {url}',
  'Certificate valid until {when}.': 'Zertifikat gültig bis {when}.',
  'From now on each user is asked. Tokens, refresh tokens and codes of users who did not consent themselves end at once.':
    'Von jetzt an wird jeder Benutzer gefragt. Tokens, Refresh-Tokens und Codes von Benutzern, die nicht selbst zugestimmt haben, enden sofort.',
  'There is none: each user of {unit} is asked what the application may do.':
    'Es gibt keine: jeder Benutzer von {unit} wird gefragt, was die Anwendung darf.',
  '{words}. Users may leave it out all the same.': '{words}. Benutzer dürfen es trotzdem weglassen.',
  'Users of {unit} are no longer asked about what is ticked here. For each of them the application still does no more than the security profile of that user permits.':
    'Benutzer von {unit} werden nach dem hier Angekreuzten nicht mehr gefragt. Für jeden von ihnen tut die Anwendung weiterhin nur, was dessen Sicherheitsprofil erlaubt.',
  'Where this application is not reached by https, users are asked every time all the same.':
    'Wo diese Anwendung nicht über https erreicht wird, werden Benutzer trotzdem jedes Mal gefragt.',
  'What is not ticked any more ({scopes}) ends at once for users who did not allow it themselves.':
    'Was nicht mehr angekreuzt ist ({scopes}), endet sofort für Benutzer, die es nicht selbst erlaubt haben.',
  'It can be activated again. What is inactive can be deleted.':
    'Sie kann wieder aktiviert werden. Was inaktiv ist, kann gelöscht werden.',
  'Delete takes it off every list and frees its name. It can be restored for seven days; its history stays.':
    'Löschen nimmt sie von jeder Liste und gibt ihren Namen frei. Sieben Tage lang kann sie wiederhergestellt werden; ihr Verlauf bleibt.',
  '{name} is deleted. It can be restored for seven days.':
    '{name} ist gelöscht. Sieben Tage lang kann sie wiederhergestellt werden.',
  '{name} by {vendor} is found on no list any more, and programs that use its Application ID are told that there is none.':
    '{name} von {vendor} steht auf keiner Liste mehr, und Programme, die ihre Application ID verwenden, erfahren, dass es sie nicht gibt.',
  'It has been inactive since {when}, and whatever tokens are left from before end by themselves. Its secrets and what people consented to are kept for seven days, and come back with it when it is restored.':
    'Sie ist inaktiv seit {when}, und was von früher an Tokens übrig ist, endet von selbst. Ihre Secrets und was Personen erlaubt haben, werden sieben Tage aufbewahrt und kommen beim Wiederherstellen zurück.',
}

export const DETAILS_STANDING: Catalogue = { ...STANDING, ...TOKENS, ...REACH }
