import type { Catalogue } from '@latchkey/contract/words/words.ts'

/** What letters say, in German. */
export const GERMAN: Catalogue = {
  'Choose a new password': 'Wählen Sie ein neues Passwort',
  'Hello {name},': 'Guten Tag {name},',
  'An administrator of your business unit asks you to choose a new password for {userName}.':
    'Ein Administrator Ihres Geschäftsbereichs bittet Sie, ein neues Passwort für {userName} zu wählen.',
  'Somebody asked for a new password for {userName}, perhaps you.':
    'Jemand hat um ein neues Passwort für {userName} gebeten, vielleicht Sie.',
  'The link works once, for {minutes} minutes. Whoever uses it signs you out everywhere else.':
    'Der Link gilt einmal, {minutes} Minuten lang. Wer ihn benutzt, meldet Sie überall sonst ab.',
  'Until you do, your password stays as it is.': 'Bis dahin bleibt Ihr Passwort, wie es ist.',
  'If it was not you, do nothing: your password stays as it is.':
    'Wenn Sie es nicht waren, tun Sie nichts: Ihr Passwort bleibt, wie es ist.',
  'Your password was changed': 'Ihr Passwort wurde geändert',
  'The password of {userName} was changed by a link that was sent to this address.':
    'Das Passwort von {userName} wurde durch einen Link geändert, der an diese Adresse ging.',
  'The password of {userName} was changed on the account page.':
    'Das Passwort von {userName} wurde auf der Kontoseite geändert.',
  'Every other browser in which you were signed in was signed out.':
    'Jeder andere Browser, in dem Sie angemeldet waren, wurde abgemeldet.',
  'Every browser in which you were signed in was signed out.':
    'Jeder Browser, in dem Sie angemeldet waren, wurde abgemeldet.',
  'You are invited to {unit}': 'Sie sind zu {unit} eingeladen',
  'Hello,': 'Guten Tag,',
  '{by} invites you to {unit}. Your user name will be {userName}.':
    '{by} lädt Sie zu {unit} ein. Ihr Benutzername wird {userName} sein.',
  'Follow the link to choose a password. It works once, for {days} days.':
    'Folgen Sie dem Link, um ein Passwort zu wählen. Er gilt einmal, {days} Tage lang.',
  'Accept the invitation': 'Einladung annehmen',
  'If you do not know what this is about, do nothing: no account is made.':
    'Wenn Sie nicht wissen, worum es geht, tun Sie nichts: Es wird kein Konto angelegt.',
  'And {more} more.': 'Und {more} weitere.',
  '{application}: the secret {secret} ends on {when}, within {days, plural, one {a day} other {# days}}.':
    '{application}: Das Secret {secret} endet am {when}, binnen {days, plural, one {eines Tages} other {# Tagen}}.',
  '{count, plural, one {A client secret ends soon} other {# client secrets end soon}}':
    '{count, plural, one {Ein Client Secret endet bald} other {# Client Secrets enden bald}}',
  'Programs that use one get no token after that. Replace it before: the old one may go on beside the new one until then.':
    'Programme, die eines benutzen, bekommen danach kein Token. Ersetzen Sie es vorher: Das alte darf bis dahin neben dem neuen weitergelten.',
  'See the secrets': 'Secrets ansehen',
  'You get this because you answer for it. Reminders can be switched off on your account page; security alerts still come.':
    'Sie bekommen das, weil Sie dafür zuständig sind. Erinnerungen lassen sich auf Ihrer Kontoseite abschalten; Sicherheitswarnungen kommen weiter.',
  'the client secret {secret} was found where it does not belong, and is in quarantine.':
    'Das Client Secret {secret} wurde gefunden, wo es nicht hingehört, und ist in Quarantäne.',
  'the client secret {secret} was found where it does not belong, and was revoked.':
    'Das Client Secret {secret} wurde gefunden, wo es nicht hingehört, und wurde widerrufen.',
  'the client secret {secret} was found where it does not belong, and still works.':
    'Das Client Secret {secret} wurde gefunden, wo es nicht hingehört, und gilt noch.',
  'a refresh token was used twice, and its tokens were ended.':
    'Ein Refresh-Token wurde zweimal benutzt, und seine Token wurden beendet.',
  'an authorization code was redeemed twice, and its tokens were ended.':
    'Ein Autorisierungscode wurde zweimal eingelöst, und seine Token wurden beendet.',
  'a code challenge was used again.': 'Eine Code-Challenge wurde noch einmal benutzt.',
  'a refresh token was found where it does not belong, and its tokens were ended.':
    'Ein Refresh-Token wurde gefunden, wo es nicht hingehört, und seine Token wurden beendet.',
  'a registration token was found where it does not belong, and opens nothing any more.':
    'Ein Registrierungstoken wurde gefunden, wo es nicht hingehört, und öffnet nichts mehr.',
  'a client secret ends soon.': 'Ein Client Secret endet bald.',
  'it was contained, and gets no tokens.': 'Sie wurde abgeschottet und bekommt keine Token.',
  '{about}: {what} ({when})': '{about}: {what} ({when})',
  'Your business unit': 'Ihr Geschäftsbereich',
  '{count, plural, one {Security alert} other {# security alerts}}':
    '{count, plural, one {Eine Sicherheitswarnung} other {# Sicherheitswarnungen}}',
  'Security alert: {name}': 'Sicherheitswarnung: {name}',
  'See what happened, and say there that somebody looked into it.':
    'Sehen Sie nach, was geschah, und sagen Sie dort, dass jemand nachgesehen hat.',
  'See the alerts': 'Warnungen ansehen',
  'You get this because you answer for it. Security alerts cannot be switched off.':
    'Sie bekommen das, weil Sie dafür zuständig sind. Sicherheitswarnungen lassen sich nicht abschalten.',
  'Sign in': 'Anmelden',
  'If it was not you, tell an administrator of your business unit at once.':
    'Wenn Sie es nicht waren, sagen Sie es sofort einem Administrator Ihres Geschäftsbereichs.',
}
