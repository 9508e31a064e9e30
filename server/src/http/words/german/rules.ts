import type { Catalogue } from '@latchkey/contract/words/words.ts'

/** What the rules answer that the browser applies as well. */
const SHARED: Catalogue = {
  '{0} is required.': '{0} wird gebraucht.',
  '{0} holds a control or invisible character. Remove it; pasting as plain text helps.':
    '{0}: enthält ein Steuerzeichen oder ein unsichtbares Zeichen. Entfernen Sie es; Einfügen als reiner Text hilft.',
  '{0} may not hold a colon or an @ sign.': '{0}: darf keinen Doppelpunkt und kein @ enthalten.',
  '{0} may have at most {1} characters; this has {2}.': '{0}: höchstens {1} Zeichen; das sind {2}.',
  'Vendor Name': 'Name des Anbieters',
  'Application Name': 'Name der Anwendung',
  Label: 'Bezeichnung',
  'Enter a URL or remove this row.': 'Geben Sie eine URL ein, oder entfernen Sie diese Zeile.',
  'Use at most {0} characters; this URL has {1}.': 'Höchstens {0} Zeichen; diese URL hat {1}.',
  'Use only the characters a URL may hold: no spaces, no backslashes, and write letters outside ASCII as %XX or xn--.':
    'Nur Zeichen, die eine URL enthalten darf: keine Leerzeichen, keine umgekehrten Schrägstriche, und Buchstaben außerhalb von ASCII als %XX oder xn--.',
  'Remove the fragment, the part that begins with #.': 'Entfernen Sie das Fragment, den Teil ab #.',
  'Wildcards are not allowed. Add each callback URL in full.':
    'Platzhalter sind nicht erlaubt. Geben Sie jede Callback-URL ganz an.',
  'Begin with the scheme, for example https://app.example.com/callback.':
    'Beginnen Sie mit dem Schema, zum Beispiel https://app.example.com/callback.',
  'Write the scheme in lower case.': 'Schreiben Sie das Schema klein.',
  'The scheme {0}: is not allowed. Use https, or for an installed application a scheme with a dot, such as com.example.app:/callback.':
    'Das Schema {0}: ist nicht erlaubt. Nehmen Sie https, oder für eine installierte Anwendung ein Schema mit einem Punkt, etwa com.example.app:/callback.',
  'This is not a complete URL. Write https:// before a site, or a slash after the scheme of an installed application.':
    'Das ist keine vollständige URL. Schreiben Sie https:// vor eine Website, oder einen Schrägstrich hinter das Schema einer installierten Anwendung.',
  'Remove the user name or password before the @.':
    'Entfernen Sie den Benutzernamen oder das Passwort vor dem @.',
  'Write it as {0}, which is where it leads.': 'Schreiben Sie {0}, denn dorthin führt sie.',
  'This is not a complete URL. Write {0}:// and then a host, for example https://app.example.com/callback.':
    'Das ist keine vollständige URL. Schreiben Sie {0}:// und dann einen Host, zum Beispiel https://app.example.com/callback.',
  'Use https. Plain http is allowed only for a program on the same machine: localhost, 127.0.0.1 or [::1].':
    'Nehmen Sie https. Einfaches http ist nur für ein Programm auf demselben Rechner erlaubt: localhost, 127.0.0.1 oder [::1].',
  'An application may have at most {0} authorized callback URLs; there are {1}.':
    'Eine Anwendung darf höchstens {0} zugelassene Callback-URLs haben; es sind {1}.',
  'This URL is in the list already.': 'Diese URL steht schon in der Liste.',
  'Write something first.': 'Schreiben Sie zuerst etwas.',
  'The note holds a control character or one that turns the direction of reading. Remove it; pasting as plain text helps.':
    'Die Notiz enthält ein Steuerzeichen oder eines, das die Leserichtung umkehrt. Entfernen Sie es; Einfügen als reiner Text hilft.',
  'A note may have at most {0} characters; this has {1}.':
    'Eine Notiz darf höchstens {0} Zeichen haben; diese hat {1}.',
}

/** What the registry answers of applications. */
const APPLICATIONS: Catalogue = {
  'Choose at least one API scope, or let the application sign people in only: without the grant client_credentials.':
    'Wählen Sie mindestens einen API-Scope, oder lassen Sie die Anwendung nur Personen anmelden: ohne den Grant client_credentials.',
  'There is no API scope {0} for this business unit.':
    'Für diesen Geschäftsbereich gibt es keinen API-Scope {0}.',
  'The API scope {0} is given twice.': 'Der API-Scope {0} ist zweimal angegeben.',
  '{0} of an external application are set by its vendor.':
    '{0} einer externen Anwendung legt ihr Anbieter fest.',
  'The names': 'Die Namen',
  'The callback URLs': 'Die Callback-URLs',
  'The refresh tokens': 'Die Refresh Tokens',
  'The metadata': 'Die Metadaten',
  'The optional scopes': 'Die freiwilligen Scopes',
  'An access token': 'Ein Access Token',
  'An unused refresh token': 'Ein unbenutztes Refresh Token',
  'A refresh token with all its successors': 'Ein Refresh Token mit all seinen Nachfolgern',
  'The implicit grant is off for the whole business unit. Somebody who may edit the business unit must opt in first.':
    'Der Implicit Grant ist für den ganzen Geschäftsbereich aus. Zuerst muss ihn jemand einschalten, der den Geschäftsbereich bearbeiten darf.',
  'Refresh tokens of a public application are always replaced at each use (RFC 9700).':
    'Refresh Tokens einer öffentlichen Anwendung werden immer bei jeder Benutzung ersetzt (RFC 9700).',
  'Without an API scope the application signs people in only: leave client_credentials out.':
    'Ohne API-Scope meldet die Anwendung nur Personen an: Lassen Sie client_credentials weg.',
  '{0} is not among the API scopes of the application.': '{0} gehört nicht zu den API-Scopes der Anwendung.',
  '{0} may live {1} to {2} ({3} to {4} seconds) here.': '{0}: hier sind {3} bis {4} Sekunden erlaubt.',
  'Choose a moment in the future, within five years, or leave the secret without an end.':
    'Wählen Sie einen Zeitpunkt in der Zukunft, innerhalb von fünf Jahren, oder lassen Sie das Secret ohne Ende.',
  'Choose at least one grant.': 'Wählen Sie mindestens einen Grant.',
  'Refresh tokens come with a code: add authorization_code, or leave refresh_token out.':
    'Refresh Tokens kommen mit einem Code: Nehmen Sie authorization_code dazu, oder lassen Sie refresh_token weg.',
  'A public application cannot act for itself: it needs authorization_code.':
    'Eine öffentliche Anwendung kann nicht für sich selbst handeln: Sie braucht authorization_code.',
  'The scope {0} is given twice.': 'Der Scope {0} ist zweimal angegeben.',
  'A class has 1 to 255 ASCII letters, digits or signs, and no space.':
    'Eine Klasse hat 1 bis 255 Buchstaben, Ziffern oder Zeichen aus ASCII und kein Leerzeichen.',
  'A public application cannot prove itself: leave the method out.':
    'Eine öffentliche Anwendung kann sich nicht ausweisen: Lassen Sie die Methode weg.',
  'Client assertions need the public keys of the application.':
    'Client Assertions brauchen die öffentlichen Schlüssel der Anwendung.',
  'A public application always proves itself by PKCE (RFC 9700 §2.1.1).':
    'Eine öffentliche Anwendung weist sich immer durch PKCE aus (RFC 9700 §2.1.1).',
  'There may be at most {0} request URIs.': 'Es darf höchstens {0} Request-URIs geben.',
  'This request URI is given twice.': 'Diese Request-URI ist zweimal angegeben.',
  'Give the keys themselves or the URL of the key set, not both.':
    'Geben Sie die Schlüssel selbst an oder die URL des Schlüsselsatzes, nicht beides.',
  'Request objects must be signed, and none does not sign.':
    'Request Objects müssen signiert sein, und none signiert nicht.',
  'Signed request objects need the public keys of the application.':
    'Signierte Request Objects brauchen die öffentlichen Schlüssel der Anwendung.',
  'Pairwise subjects need one host for all callback URLs, or a sector identifier URI that lists them.':
    'Paarweise Kennungen brauchen einen Host für alle Callback-URLs, oder eine Sector-Identifier-URI, die sie aufzählt.',
  'Label may have at most {0} characters.': 'Die Bezeichnung darf höchstens {0} Zeichen haben.',
  'A registration token may live 1 minute to 90 days (60 to 7776000 seconds).':
    'Ein Registrierungstoken darf 1 Minute bis 90 Tage gelten (60 bis 7776000 Sekunden).',
  'A registration token may be used 1 to {0} times.':
    'Ein Registrierungstoken darf 1- bis {0}-mal benutzt werden.',
  'The key set may have at most 64 kB.': 'Der Schlüsselsatz darf höchstens 64 kB haben.',
  'This is not a JWK Set: a JSON object with a list "keys".':
    'Das ist kein JWK Set: ein JSON-Objekt mit einer Liste "keys".',
  'A key set may hold at most {0} keys.': 'Ein Schlüsselsatz darf höchstens {0} Schlüssel enthalten.',
  'Key {0} of the set is not a JWK.': 'Schlüssel {0} des Satzes ist kein JWK.',
  'Key {0} of the set is not a public key. Keep the private half to yourself.':
    'Schlüssel {0} des Satzes ist kein öffentlicher Schlüssel. Behalten Sie die private Hälfte für sich.',
  'Key {0} of the set is too weak: RSA needs 2048 bits at least.':
    'Schlüssel {0} des Satzes ist zu schwach: RSA braucht mindestens 2048 Bit.',
  'Key {0} of the set cannot be read.': 'Schlüssel {0} des Satzes kann nicht gelesen werden.',
  'Two keys of the set have the same kid.': 'Zwei Schlüssel des Satzes haben dieselbe kid.',
  'The set holds no RSA, P-256 or Ed25519 key for signatures.':
    'Der Satz enthält keinen Schlüssel für Signaturen mit RSA, P-256 oder Ed25519.',
  'The sector identifier URI could not be read. It must answer with status 200 and no redirect.':
    'Die Sector-Identifier-URI konnte nicht gelesen werden. Sie muss mit Status 200 und ohne Weiterleitung antworten.',
  'The sector identifier URI does not lead to a JSON list of callback URLs.':
    'Die Sector-Identifier-URI führt nicht zu einer JSON-Liste von Callback-URLs.',
  'The list at the sector identifier URI does not hold the callback URL {0}. Add it there first.':
    'Die Liste an der Sector-Identifier-URI enthält die Callback-URL {0} nicht. Tragen Sie sie zuerst dort ein.',
  'The secrets of an external application are kept by its vendor.':
    'Die Secrets einer externen Anwendung verwahrt ihr Anbieter.',
  'This application proves itself by its key, and a secret would open nothing.':
    'Diese Anwendung weist sich durch ihren Schlüssel aus, und ein Secret würde nichts öffnen.',
  'A public application has no secret; it proves itself by PKCE.':
    'Eine öffentliche Anwendung hat kein Secret; sie weist sich durch PKCE aus.',
  'The names of an external application are set by its vendor.':
    'Die Namen einer externen Anwendung legt ihr Anbieter fest.',
}

/** What is in the way of a scope or a token, and what the registry answers of people. */
const ACCESS: Catalogue = {
  'There is no scope {0}.': 'Einen Scope {0} gibt es nicht.',
  'The business unit did not authorize the application for {0}.':
    'Der Geschäftsbereich hat die Anwendung nicht für {0} zugelassen.',
  '{0} is switched off for the business unit.': '{0} ist für den Geschäftsbereich abgeschaltet.',
  'The security profile of the user does not permit {0}.':
    'Das Sicherheitsprofil des Benutzers erlaubt {0} nicht.',
  'The user did not consent to {0}.': 'Der Benutzer hat {0} nicht zugestimmt.',
  '{0} works only for a signed-in user: use the authorization code grant.':
    '{0} gilt nur für einen angemeldeten Benutzer: Verwenden Sie den Authorization Code Grant.',
  'The business unit is deactivated.': 'Der Geschäftsbereich ist deaktiviert.',
  'The application is deactivated.': 'Die Anwendung ist deaktiviert.',
  'The owner of the application is deactivated.': 'Der Eigentümer der Anwendung ist deaktiviert.',
  'The business unit has not authorized this external application.':
    'Der Geschäftsbereich hat diese externe Anwendung nicht zugelassen.',
  'The business unit has deactivated this external application.':
    'Der Geschäftsbereich hat diese externe Anwendung deaktiviert.',
  'The user is deactivated.': 'Der Benutzer ist deaktiviert.',
  '{0} was deactivated after this was granted. Start again.':
    '{0} wurde deaktiviert, nachdem dies gewährt wurde. Beginnen Sie von vorn.',
  'The consent to this application was withdrawn.': 'Die Zustimmung zu dieser Anwendung wurde widerrufen.',
  'The tokens of this sign-in were revoked. The user must sign in again.':
    'Die Token dieser Anmeldung wurden widerrufen. Der Benutzer muss sich neu anmelden.',
  'The sign-in behind this token has ended. The user must sign in again.':
    'Die Anmeldung hinter diesem Token ist zu Ende. Der Benutzer muss sich neu anmelden.',
  'A public application cannot act for itself, since it cannot prove itself.':
    'Eine öffentliche Anwendung kann nicht für sich selbst handeln, da sie sich nicht ausweisen kann.',
  'It is not registered to act for itself (client_credentials).':
    'Sie ist nicht dafür registriert, für sich selbst zu handeln (client_credentials).',
  'It is not registered to sign people in (authorization_code).':
    'Sie ist nicht dafür registriert, Personen anzumelden (authorization_code).',
  'Nobody uses an entry of the catalogue itself: authorize it for this business unit first.':
    'Niemand benutzt einen Katalogeintrag selbst: Lassen Sie ihn zuerst für diesen Geschäftsbereich zu.',
  'Choose at least one scope, or withdraw the consent instead.':
    'Wählen Sie mindestens einen Scope, oder widerrufen Sie stattdessen die Zustimmung.',
  'The application may not use this scope here.': 'Die Anwendung darf diesen Scope hier nicht benutzen.',
  'Write at most {0} characters that can be seen.': 'Schreiben Sie höchstens {0} sichtbare Zeichen.',
  'Write a whole address that begins with https://.':
    'Schreiben Sie eine ganze Adresse, die mit https:// beginnt.',
  'Write YYYY-MM-DD, 0000-MM-DD without the year, or YYYY.':
    'Schreiben Sie JJJJ-MM-TT, ohne Jahr 0000-MM-TT, oder JJJJ.',
  'Write a time zone by its name, for example Europe/Berlin.':
    'Schreiben Sie eine Zeitzone mit ihrem Namen, zum Beispiel Europe/Berlin.',
  'Write a language tag, for example en-GB.': 'Schreiben Sie ein Sprachkürzel, zum Beispiel de-DE.',
  'A user name looks like an e-mail address, for example kim@company.example, in plain letters.':
    'Ein Benutzername sieht aus wie eine E-Mail-Adresse, zum Beispiel kim@company.example, in einfachen Buchstaben.',
  'Write one e-mail address, for example kim@company.example.':
    'Schreiben Sie eine E-Mail-Adresse, zum Beispiel kim@company.example.',
  'Write the phone number with + and the country code, for example +44 1632 960123.':
    'Schreiben Sie die Telefonnummer mit + und der Landesvorwahl, zum Beispiel +49 30 901820.',
  'Write the address in at most {0} lines and {1} characters that can be seen.':
    'Schreiben Sie die Anschrift in höchstens {0} Zeilen und {1} sichtbaren Zeichen.',
  "The platform's own business unit stays active: without its operators nobody could activate it again.":
    'Der eigene Geschäftsbereich der Plattform bleibt aktiv: Ohne seine Betreiber könnte ihn niemand wieder aktivieren.',
  'This is not your current password.': 'Das ist nicht Ihr jetziges Passwort.',
  'The new password is the one you have. Choose another.':
    'Das neue Passwort ist das, das Sie haben. Wählen Sie ein anderes.',
  'This user name is taken.': 'Dieser Benutzername ist vergeben.',
  'You cannot deactivate yourself. Ask another manager to do it.':
    'Sie können sich nicht selbst deaktivieren. Bitten Sie einen anderen Manager darum.',
  'You were deactivated at this moment. Nothing was changed.':
    'Sie wurden in diesem Moment deaktiviert. Nichts wurde geändert.',
  'The access token is for another audience.': 'Das Access Token ist für eine andere Audience.',
  'The access token lacks the scope AdminApi.': 'Dem Access Token fehlt der Scope AdminApi.',
}

/** What the rules of the product answer. */
export const RULES: readonly Catalogue[] = [SHARED, APPLICATIONS, ACCESS]
