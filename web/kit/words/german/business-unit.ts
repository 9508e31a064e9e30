import type { Catalogue } from '@latchkey/contract/words/words.ts'

/** What stands on the page of the business unit. */
export const BUSINESS_UNIT: Catalogue = {
  Number: 'Nummer',
  Environment: 'Umgebung',
  'Sandbox, for trying things out': 'Sandbox, zum Ausprobieren',
  'Your security profile': 'Ihr Sicherheitsprofil',
  'Applications can now opt in to the implicit grant.':
    'Anwendungen können jetzt den Implicit Grant einschalten.',
  'The implicit grant is off.': 'Der Implicit Grant ist aus.',
  'With it, access tokens are delivered in the address of the callback. Browser histories, proxies, logs and other pages can keep such an address, and whoever reads it can call the APIs until the token ends, within an hour.':
    'Damit kommen Access Tokens in der Adresse des Callbacks an. Browserverläufe, Proxys, Protokolle und andere Seiten können eine solche Adresse behalten, und wer sie liest, kann die APIs aufrufen, bis das Token endet, binnen einer Stunde.',
  'Opting in changes nothing by itself: each application has to opt in too. Use it only for an old integration that cannot use the authorization code with PKCE.':
    'Das Einschalten allein ändert nichts: Jede Anwendung muss es auch tun. Nehmen Sie es nur für eine alte Anbindung, die den Authorization Code mit PKCE nicht verwenden kann.',
  'Let applications of this business unit opt in to the implicit grant':
    'Anwendungen dieses Geschäftsbereichs den Implicit Grant einschalten lassen',
  'Opt in to the implicit grant?': 'Den Implicit Grant einschalten?',
  'Opt in': 'Einschalten',
  'No limit of its own': 'Keine eigene Grenze',
  'The limits are saved.': 'Die Grenzen sind gespeichert.',
  'The limits you typed have not been saved.': 'Die eingegebenen Grenzen sind nicht gespeichert.',
  'Save limits': 'Grenzen speichern',
  'Lower the limits of refresh tokens?': 'Die Grenzen für Refresh Tokens senken?',
  'Sign-ins that are older than the new limits end at once, in every application of this business unit. Their users have to sign in again.':
    'Anmeldungen, die älter als die neuen Grenzen sind, enden sofort, in jeder Anwendung dieses Geschäftsbereichs. Ihre Benutzer müssen sich neu anmelden.',
  'How long tokens may live': 'Wie lange Token gelten dürfen',
  'These limits hold for every application here, your own and external ones. An application may choose less, never more. Access tokens already issued keep their end.':
    'Diese Grenzen gelten für jede Anwendung hier, eigene und externe. Eine Anwendung darf weniger wählen, nie mehr. Schon ausgestellte Access Tokens behalten ihr Ende.',
  'Not at all': 'Gar nicht',
  'Saved: when a refresh token may come back.': 'Gespeichert: wann ein Refresh Token zurückkommen darf.',
  'When a refresh token comes back': 'Wenn ein Refresh Token zurückkommt',
  'A replaced refresh token gets the same successor again while nobody has used that one: an answer was lost. After that it may come back for a while, since a slow tab is no thief. Later than that, its sign-in ends and the owner of the application is told.':
    'Ein ersetztes Refresh Token bekommt denselben Nachfolger noch einmal, solange niemand den benutzt hat: Eine Antwort ging verloren. Danach darf es noch eine Weile zurückkommen, denn ein langsamer Tab ist kein Dieb. Später endet seine Anmeldung, und wer die Anwendung betreut, erfährt es.',
  'After its successor was used it may come back': 'Nach Benutzung des Nachfolgers darf es zurückkommen',
  'For how long one access token may open the APIs.': 'Wie lange ein Access Token die APIs öffnen darf.',
  'After how long without use it ends.': 'Nach welcher Zeit ohne Benutzung es endet.',
  'Counted from the sign-in, however often tokens were refreshed since.':
    'Ab der Anmeldung gezählt, so oft Token seitdem auch erneuert wurden.',
  'Make token': 'Token anlegen',
  'This is the only time the token is shown. Only a hash of it is kept, so nobody can show it again: give it to the program now.':
    'Das Token wird nur dieses eine Mal gezeigt. Aufbewahrt wird nur ein Hash davon, niemand kann es wieder zeigen: Geben Sie es jetzt dem Programm.',
  'Registration token': 'Registrierungstoken',
  'New registration token': 'Neues Registrierungstoken',
  'Make a registration token': 'Ein Registrierungstoken anlegen',
  'Programs with a registration token can now register themselves.':
    'Programme mit einem Registrierungstoken können sich jetzt selbst registrieren.',
  'Dynamic registration is off. No registration token works.':
    'Die dynamische Registrierung ist aus. Kein Registrierungstoken gilt.',
  'Dynamic registration': 'Dynamische Registrierung',
  'Programs may register themselves, as applications of this business unit, with a token made here. Off: no token works, what was registered goes on.':
    'Programme dürfen sich mit einem hier angelegten Token selbst registrieren, als Anwendungen dieses Geschäftsbereichs. Aus: Kein Token gilt, was registriert ist, läuft weiter.',
  'Let programs register themselves': 'Programme sich selbst registrieren lassen',
  'What registers gets no more than these. Tick none for programs that only let people sign in.':
    'Was sich registriert, bekommt nicht mehr als diese. Kreuzen Sie keine an für Programme, die nur Personen anmelden.',
  'How many may register with it, 1 to 1000.': 'Wie viele sich damit registrieren dürfen, 1 bis 1000.',
  'For old software': 'Für alte Software',
  'Let it sign people in without PKCE': 'Personen ohne PKCE anmelden lassen',
  'Accept the token endpoint as audience': 'Den Token-Endpunkt als Audience annehmen',
  'For programs whose signed client assertions name the address of the token endpoint instead of the issuer.':
    'Für Programme, deren signierte Client Assertions die Adresse des Token-Endpunkts statt des Issuers nennen.',
  'Optional. Who gets it: what registers is listed under the vendor “Registered with” and this label.':
    'Freiwillig. Wer es bekommt: Was sich registriert, steht unter dem Anbieter „Registered with“ und dieser Bezeichnung.',
  'Build server': 'Build-Server',
  'Used up': 'Aufgebraucht',
  Revoked: 'Widerrufen',
  'Revoke {label}, ending in {hint}': '{label} widerrufen, mit dem Ende {hint}',
  'Revoke {label}?': '{label} widerrufen?',
  Expires: 'Läuft ab',
  'No API scopes, sign-in only.': 'Keine API-Scopes, nur Anmeldung.',
  'No tokens yet': 'Noch keine Token',
  'A program that registers itself shows a token made here. The token decides which APIs the program may use at most, how many may register with it, and until when. Make one for each program or vendor.':
    'Ein Programm, das sich selbst registriert, zeigt ein hier angelegtes Token. Das Token entscheidet, welche APIs das Programm höchstens benutzen darf, wie viele sich damit registrieren dürfen und bis wann. Legen Sie eines für jedes Programm oder jeden Anbieter an.',
  'Registration tokens': 'Registrierungstoken',
  'Expires in days': 'Läuft ab in Tagen',
  'Number of uses': 'Zahl der Benutzungen',
  'Without PKCE': 'Ohne PKCE',
  'Audience of client assertions': 'Audience von Client Assertions',
  'Write a whole number of days, such as 7.': 'Schreiben Sie eine ganze Zahl von Tagen, etwa 7.',
  'Write a whole number, such as 10.': 'Schreiben Sie eine ganze Zahl, etwa 10.',
}
