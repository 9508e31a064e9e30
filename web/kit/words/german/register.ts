import type { Catalogue } from '@latchkey/contract/words/words.ts'

/** What creating and authorizing say, and the parts that forms and details share. */
export const REGISTER: Catalogue = {
  'Authorized already': 'Schon zugelassen',
  'What will be authorized': 'Was zugelassen wird',
  'Search the catalogue': 'Im Katalog suchen',
  'No external application has this name.': 'Keine externe Anwendung hat diesen Namen.',
  'Signs people in only': 'Meldet nur Personen an',
  'This form was filled in by a link. Check each field: nothing is saved until you create it.':
    'Dieses Formular wurde von einem Link ausgefüllt. Prüfen Sie jedes Feld: Nichts wird gespeichert, bis Sie sie anlegen.',
  'What would you like to do?': 'Was möchten Sie tun?',
  'Register Internal Application': 'Interne Anwendung registrieren',
  'Software of your own: a report, an integration, your web site.':
    'Eigene Software: ein Bericht, eine Anbindung, Ihre Website.',
  'Authorize External Application': 'Externe Anwendung zulassen',
  'Software that the platform or another vendor has published.':
    'Software, die die Plattform oder ein anderer Anbieter veröffentlicht hat.',
  'What you had typed before is back.': 'Was Sie vorher eingegeben hatten, ist wieder da.',
  'Start afresh': 'Neu beginnen',
  'Leave this page?': 'Diese Seite verlassen?',
  'Leave and keep the draft': 'Verlassen und Entwurf behalten',
  'Create API Application': 'API-Anwendung anlegen',
  'This application has no secret: it runs where everybody could read one. It proves itself with PKCE, a fresh random value for each sign-in.':
    'Diese Anwendung hat kein Secret: Sie läuft, wo jeder eines lesen könnte. Sie weist sich mit PKCE aus, einem neuen Zufallswert für jede Anmeldung.',
  'The secret was in an answer that this page did not receive, and cannot be shown again. Add another one under Secrets and revoke the first.':
    'Das Secret war in einer Antwort, die diese Seite nicht bekommen hat, und kann nicht wieder gezeigt werden. Legen Sie unter Secrets ein anderes an und widerrufen Sie das erste.',
  'Leave without the secret?': 'Ohne das Secret verlassen?',
  'Leave without it': 'Ohne es verlassen',
  'The secret is not shown again. Without it you have to add another one under Secrets.':
    'Das Secret wird nicht wieder gezeigt. Ohne es müssen Sie unter Secrets ein anderes anlegen.',
  Credentials: 'Zugangsdaten',
  'Application ID (client_id)': 'Anwendungs-ID (client_id)',
  'Go to the application': 'Zur Anwendung',
  'First say that you have saved the secret.': 'Sagen Sie zuerst, dass Sie das Secret gespeichert haben.',
  'Choose the application to authorize.': 'Wählen Sie die Anwendung, die zugelassen werden soll.',
}

/** What parts of forms say that creating and editing share. */
export const PARTS: Catalogue = {
  'Fine: a site over https.': 'Gut: eine Website über https.',
  'Fine: a program on the same machine.': 'Gut: ein Programm auf demselben Rechner.',
  'Fine: an installed application.': 'Gut: eine installierte Anwendung.',
  'Compared character by character: upper and lower case, a slash at the end, all of it counts.':
    'Verglichen wird Zeichen für Zeichen: Groß- und Kleinschreibung, ein Schrägstrich am Ende, alles zählt.',
  'Complete, with https. Plain http only for localhost, 127.0.0.1 and [::1].':
    'Vollständig, mit https. Einfaches http nur für localhost, 127.0.0.1 und [::1].',
  'An installed application may use a scheme of its own with a dot, such as com.example.app:/callback.':
    'Eine installierte Anwendung darf ein eigenes Schema mit einem Punkt benutzen, etwa com.example.app:/callback.',
  'No fragment (#), no wildcard (*), no user name or password.':
    'Kein Fragment (#), kein Platzhalter (*), kein Benutzername oder Passwort.',
  'Optional. Needed only where users sign in to the application.':
    'Freiwillig. Nur nötig, wo sich Benutzer bei der Anwendung anmelden.',
  'Where the application may have people sent once they have signed out. Without one they stay on a page of Latchkey.':
    'Wohin die Anwendung Personen schicken lassen darf, wenn sie sich abgemeldet haben. Ohne eine bleiben sie auf einer Seite von Latchkey.',
  'Command to get a token': 'Befehl, um ein Token zu bekommen',
  'This application has no authorized callback URL yet. Add one first.':
    'Diese Anwendung hat noch keine zugelassene Callback-URL. Legen Sie zuerst eine an.',
  'Shape of an authorization request': 'Form einer Authorization-Anfrage',
  'Who makes the application: your company or team.':
    'Wer die Anwendung macht: Ihr Unternehmen oder Ihr Team.',
  'Users see it when they are asked for their consent. No colon and no @ sign.':
    'Benutzer sehen ihn, wenn sie um Zustimmung gebeten werden. Kein Doppelpunkt und kein @.',
  'Select all': 'Alle auswählen',
  'API Scope': 'API-Scope',
  'This is the only time the secret is shown. Only a hash of it is kept, so nobody can show it again: save it now, where only the application reads it.':
    'Das Secret wird nur dieses eine Mal gezeigt. Aufbewahrt wird nur ein Hash davon, niemand kann es wieder zeigen: Speichern Sie es jetzt, wo nur die Anwendung es liest.',
  'Client secret': 'Client Secret',
  'The same for every application': 'Dieselbe für jede Anwendung',
  'Another one in each sector': 'Eine andere in jedem Sektor',
  'Sign people in': 'Personen anmelden',
  'With a code, and PKCE (authorization_code).': 'Mit einem Code und PKCE (authorization_code).',
  'Stay signed in': 'Angemeldet bleiben',
  'Renew tokens without the person, until they or you end it (refresh_token).':
    'Token ohne die Person erneuern, bis sie oder Sie es beenden (refresh_token).',
  'Act for itself': 'Für sich selbst handeln',
  'Get tokens with its secret or key alone, when nobody is there (client_credentials).':
    'Token allein mit Secret oder Schlüssel bekommen, wenn niemand da ist (client_credentials).',
  'Names, and what people say of themselves.': 'Namen, und was Personen über sich sagen.',
  'The e-mail address.': 'Die E-Mail-Adresse.',
  'The postal address.': 'Die Postanschrift.',
  'The phone number.': 'Die Telefonnummer.',
  'Number and name of the business unit, and the security profile: what roles may hang on.':
    'Nummer und Name des Geschäftsbereichs und das Sicherheitsprofil: woran Rollen hängen können.',
  'Plain JSON': 'Einfaches JSON',
  'Any algorithm that its keys fit': 'Jeder Algorithmus, zu dem ihre Schlüssel passen',
  'Not signed': 'Nicht signiert',
  'Plain, or in a request object that is not signed': 'Einfach, oder in einem Request Object ohne Signatur',
  'Plain: it has no keys to sign them with': 'Einfach: Sie hat keine Schlüssel, um sie zu signieren',
  'External application': 'Externe Anwendung',
  'Post-logout URL': 'URL nach der Abmeldung',
  'Request URI': 'Request-URI',
  'Choose at least one API scope.': 'Wählen Sie mindestens einen API-Scope.',
}

/** What the fields of an application are called. */
export const VOCABULARY: Catalogue = {
  'Application Name': 'Name der Anwendung',
  'Vendor Name': 'Name des Anbieters',
  'API Scopes': 'API-Scopes',
  'Authorized Callback URLs': 'Zugelassene Callback-URLs',
  Status: 'Status',
  Type: 'Art',
  Label: 'Bezeichnung',
  'Optional at consent': 'Bei der Zustimmung freiwillig',
  Note: 'Notiz',
  'Left out': 'Weggelassen',
  Because: 'Weil',
  Delivery: 'Zustellung',
  User: 'Benutzer',
  Userinfo: 'Userinfo',
  'Sector identifier URI': 'Sector-Identifier-URI',
  'Post-logout URLs': 'URLs nach der Abmeldung',
  'Session id in logout tokens': 'Sitzungs-ID in Logout Tokens',
  'Request URIs': 'Request-URIs',
  'Request object signature': 'Signatur von Request Objects',
  'Signed requests only': 'Nur signierte Anfragen',
  'Claims in the ID token': 'Claims im ID Token',
  'What it may do': 'Was sie darf',
  'Needed of a person': 'Von einer Person nötig',
  'Key set URL': 'URL des Schlüsselsatzes',
  'Access token lifetime': 'Geltungsdauer von Access Tokens',
  'Refresh token lifetime, unused': 'Geltungsdauer von Refresh Tokens, unbenutzt',
  'Refresh token lifetime, in all': 'Geltungsdauer von Refresh Tokens, insgesamt',
  'Runs on a server and keeps a secret': 'Läuft auf einem Server und hat ein Secret',
  'Runs in a browser or on a device, without a secret':
    'Läuft in einem Browser oder auf einem Gerät, ohne Secret',
}
