import type { Catalogue } from '@latchkey/contract/words/words.ts'

/** Why a client was not believed, and what to do. */
const CLIENTS: Catalogue = {
  'This reason is of another version.': 'Dieser Grund ist aus einer anderen Version.',
  'The description says more.': 'Die Beschreibung sagt mehr.',
  'Set the clock of the client, and make each assertion when it is sent.':
    'Stellen Sie die Uhr des Clients, und machen Sie jede Assertion dann, wenn sie gesendet wird.',
  'A client proves itself in one way per request (RFC 6749 §2.3).':
    'Ein Client weist sich je Anfrage auf einem Weg aus (RFC 6749 §2.3).',
  'Send the secret in the Authorization header or in the body, not in both.':
    'Senden Sie das Secret im Header Authorization oder im Inhalt, nicht in beiden.',
  'The request has to say which application it is from, and to prove it (RFC 6749 §3.2.1).':
    'Die Anfrage muss sagen, von welcher Anwendung sie ist, und es beweisen (RFC 6749 §3.2.1).',
  'Send the client id with the secret or a signed assertion.':
    'Senden Sie die Client-ID mit dem Secret oder einer signierten Assertion.',
  'Basic authentication is base64 of the form-encoded id, a colon and the form-encoded secret (RFC 6749 §2.3.1).':
    'Basic ist base64 aus der als Formular kodierten ID, einem Doppelpunkt und dem ebenso kodierten Secret (RFC 6749 §2.3.1).',
  'Encode the id and the secret first, then join and encode both.':
    'Kodieren Sie zuerst ID und Secret, dann verbinden und kodieren Sie beide.',
  'Clients prove themselves by Basic, by client_secret in the body, or by a signed JWT (discovery lists them).':
    'Clients weisen sich durch Basic aus, durch client_secret im Inhalt oder durch ein signiertes JWT (Discovery nennt sie).',
  'Set the client to one of those methods.': 'Stellen Sie den Client auf eine dieser Methoden ein.',
  'The client id has to be one of a registered application.':
    'Die Client-ID muss die einer registrierten Anwendung sein.',
  'Copy the Application ID from its page. Nothing is kept of requests with an unknown one.':
    'Kopieren Sie die Anwendungs-ID von ihrer Seite. Von Anfragen mit einer unbekannten wird nichts aufbewahrt.',
  'The secret has to be a live one of this application.':
    'Das Secret muss ein geltendes dieser Anwendung sein.',
  'Look for spaces or a cut end, and whether the secret was revoked. A lost one is replaced under Secrets.':
    'Achten Sie auf Leerzeichen oder ein abgeschnittenes Ende, und ob das Secret widerrufen wurde. Ein verlorenes wird unter Secrets ersetzt.',
  'A secret that was found where it does not belong is in quarantine, as its business unit chose, until somebody releases or revokes it.':
    'Ein Secret, das gefunden wurde, wo es nicht hingehört, ist in Quarantäne, wie sein Geschäftsbereich es gewählt hat, bis jemand es freigibt oder widerruft.',
  "Replace it under Secrets and give the application the new one, or release it there if it is in nobody else's hands.":
    'Ersetzen Sie es unter Secrets und geben Sie der Anwendung das neue, oder geben Sie es dort frei, wenn es in keinen fremden Händen ist.',
  'A secret works until the end that was set for it, or until the overlap after its replacement is over.':
    'Ein Secret gilt bis zu dem Ende, das dafür gesetzt wurde, oder bis die Überlappung nach seiner Ersetzung vorbei ist.',
  'Give the application the newer secret. Where there is none, set a later end under Secrets, or add one.':
    'Geben Sie der Anwendung das neuere Secret. Gibt es keines, setzen Sie unter Secrets ein späteres Ende, oder legen Sie eines an.',
  'An application proves itself in the way it is registered for: a public one has no secret.':
    'Eine Anwendung weist sich so aus, wie sie registriert ist: Eine öffentliche hat kein Secret.',
  'Set the authentication method of the client as the application page says.':
    'Stellen Sie die Methode des Clients so ein, wie es auf der Seite der Anwendung steht.',
  'A client assertion is a signed JWT with iss, sub, aud, jti and exp (RFC 7523 §3).':
    'Eine Client Assertion ist ein signiertes JWT mit iss, sub, aud, jti und exp (RFC 7523 §3).',
  'Let a library make it, and look which of the claims is absent.':
    'Lassen Sie sie von einer Bibliothek machen, und sehen Sie nach, welcher Claim fehlt.',
  'An assertion is signed with an algorithm that the application is registered for (RFC 8725 §3.1).':
    'Eine Assertion ist mit einem Algorithmus signiert, für den die Anwendung registriert ist (RFC 8725 §3.1).',
  'Sign with one that discovery lists, and never with none.':
    'Signieren Sie mit einem, den Discovery nennt, und nie mit none.',
  'Compare iss, sub and aud with the client id and the issuer of discovery.':
    'Vergleichen Sie iss, sub und aud mit der Client-ID und dem Issuer aus Discovery.',
  'An assertion lives for minutes (RFC 7523 §3).': 'Eine Assertion gilt Minuten (RFC 7523 §3).',
  'The key that signed has to be among those registered.':
    'Der Schlüssel, der signiert hat, muss unter den registrierten sein.',
  'Publish the key with its kid in the key set of the application, or sign with one that is there.':
    'Veröffentlichen Sie den Schlüssel mit seiner kid im Schlüsselsatz der Anwendung, oder signieren Sie mit einem, der dort steht.',
  'The key set of the application is read from its jwks_uri.':
    'Der Schlüsselsatz der Anwendung wird von ihrer jwks_uri gelesen.',
  'See that jwks_uri answers over https within seconds, with JSON and without a redirect.':
    'Sorgen Sie dafür, dass jwks_uri über https innerhalb von Sekunden antwortet, mit JSON und ohne Weiterleitung.',
  'The signature has to fit the registered key (RFC 7515 §5.2).':
    'Die Signatur muss zum registrierten Schlüssel passen (RFC 7515 §5.2).',
  'The private key is not the one whose public half is registered.':
    'Der private Schlüssel ist nicht der, dessen öffentliche Hälfte registriert ist.',
  'An assertion works once: its jti is remembered (RFC 7523 §3).':
    'Eine Assertion gilt einmal: Ihre jti wird gemerkt (RFC 7523 §3).',
  'Make a new one, with a new jti, for every request. A retry needs a new one too.':
    'Machen Sie für jede Anfrage eine neue mit einer neuen jti. Auch ein neuer Versuch braucht eine neue.',
  'Too many failed attempts slow down whoever makes them.':
    'Zu viele misslungene Versuche bremsen, wer sie macht.',
  'Mend the failure before this one, then wait as long as Retry-After says.':
    'Beheben Sie den Fehler davor, und warten Sie dann so lange, wie Retry-After sagt.',
  'Too many questions about tokens that nobody was given are not answered.':
    'Zu viele Fragen nach Token, die niemand bekommen hat, werden nicht beantwortet.',
  'Ask only about tokens that came from this server. Wait as long as Retry-After says.':
    'Fragen Sie nur nach Token von diesem Server. Warten Sie so lange, wie Retry-After sagt.',
  'Registrations, refused ones too, are limited by address and by business unit.':
    'Registrierungen, auch abgelehnte, sind je Adresse und je Geschäftsbereich begrenzt.',
  'Wait as long as Retry-After says.': 'Warten Sie so lange, wie Retry-After sagt.',
  'Redirect URIs that are registered follow the rules of callback URLs (RFC 7591 §3.2.2).':
    'Redirect-URIs, die registriert werden, folgen den Regeln für Callback-URLs (RFC 7591 §3.2.2).',
  'The description names the URI and what to write instead.':
    'Die Beschreibung nennt die URI, und was stattdessen zu schreiben ist.',
  'Each field of a registration has its own rule (RFC 7591 §2).':
    'Jedes Feld einer Registrierung hat seine eigene Regel (RFC 7591 §2).',
  'The description names the field.': 'Die Beschreibung nennt das Feld.',
  'A software statement is a signed JWT (RFC 7591 §2.3).':
    'Ein Software Statement ist ein signiertes JWT (RFC 7591 §2.3).',
  'Leave it out: no issuer of such statements is trusted here.':
    'Lassen Sie es weg: Hier wird keinem Aussteller solcher Statements vertraut.',
  'No issuer of software statements is trusted here (RFC 7591 §3.2.2).':
    'Hier wird keinem Aussteller von Software Statements vertraut (RFC 7591 §3.2.2).',
  'Leave software_statement out.': 'Lassen Sie software_statement weg.',
  'A business unit decides whether clients may register themselves.':
    'Ein Geschäftsbereich entscheidet, ob sich Clients selbst registrieren dürfen.',
  'Somebody who may edit the business unit switches dynamic registration on.':
    'Jemand, der den Geschäftsbereich bearbeiten darf, schaltet die dynamische Registrierung ein.',
}

/** Why something was not granted, and what to do. */
const GRANTS: Catalogue = {
  'The grant types are those that discovery lists.': 'Die Grant Types sind die, die Discovery nennt.',
  'Use one of them.': 'Nehmen Sie einen davon.',
  'An application uses the grants that it is registered for (RFC 6749 §5.2).':
    'Eine Anwendung benutzt die Grants, für die sie registriert ist (RFC 6749 §5.2).',
  'Allow the grant under Edit. Acting for itself takes a confidential application.':
    'Erlauben Sie den Grant unter Bearbeiten. Für sich selbst zu handeln braucht eine vertrauliche Anwendung.',
  'Scopes are separated by one space each (RFC 6749 §3.3).':
    'Scopes sind durch je ein Leerzeichen getrennt (RFC 6749 §3.3).',
  'Look for commas, quotes and line breaks.': 'Achten Sie auf Kommas, Anführungszeichen und Zeilenumbrüche.',
  'An application may ask for the scopes it is registered for.':
    'Eine Anwendung darf die Scopes verlangen, für die sie registriert ist.',
  'Add the scope under Edit, or leave it out of the request.':
    'Nehmen Sie den Scope unter Bearbeiten dazu, oder lassen Sie ihn in der Anfrage weg.',
  'What is granted is asked for, registered, switched on for the business unit and permitted by the profile.':
    'Gewährt wird, was verlangt, registriert, für den Geschäftsbereich eingeschaltet und vom Profil erlaubt ist.',
  'Nothing stands in all of these. The description names what is in the way.':
    'Nichts steht in all diesen. Die Beschreibung nennt, was im Weg ist.',
  'Scopes that nobody has are ignored, and the rest is granted (OpenID Connect Core §3.1.2.1).':
    'Scopes, die es nicht gibt, werden übergangen, und der Rest wird gewährt (OpenID Connect Core §3.1.2.1).',
  'Nothing needs to be done.': 'Nichts muss getan werden.',
  'Compare it with the list of APIs.': 'Vergleichen Sie sie mit der Liste der APIs.',
  'A token is for APIs of which a scope is granted (RFC 8707 §2.2).':
    'Ein Token ist für APIs, von denen ein Scope gewährt ist (RFC 8707 §2.2).',
  'Ask for a scope of that API as well.': 'Verlangen Sie auch einen Scope dieser API.',
  'A code is redeemed as it came, by one that it was given to (RFC 6749 §4.1.3).':
    'Ein Code wird so eingelöst, wie er kam, und von der Anwendung, die ihn bekam (RFC 6749 §4.1.3).',
  'Look whether it was cut or decoded twice. A code is forgotten after a day.':
    'Sehen Sie nach, ob er abgeschnitten oder zweimal dekodiert wurde. Ein Code ist nach einem Tag vergessen.',
  'A code works for sixty seconds (RFC 6749 §4.1.2).': 'Ein Code gilt sechzig Sekunden (RFC 6749 §4.1.2).',
  'Redeem it at once. A retry has to begin with a new sign-in.':
    'Lösen Sie ihn sofort ein. Ein neuer Versuch muss mit einer neuen Anmeldung beginnen.',
  'A code works once; trying again ends what was granted with it (RFC 6749 §4.1.2).':
    'Ein Code gilt einmal; ein zweiter Versuch beendet, was damit gewährt wurde (RFC 6749 §4.1.2).',
  'Look for a page that is loaded twice, or a retry around the redemption.':
    'Suchen Sie eine Seite, die zweimal geladen wird, oder eine Wiederholung um das Einlösen herum.',
  'A code belongs to one application (RFC 6749 §5.2).': 'Ein Code gehört zu einer Anwendung (RFC 6749 §5.2).',
  'The client id at the token endpoint is not the one that asked.':
    'Die Client-ID am Token-Endpunkt ist nicht die, die gefragt hat.',
  'The redirect_uri at the token endpoint is the one of the authorization request (RFC 6749 §4.1.3).':
    'Die redirect_uri am Token-Endpunkt ist die der Authorization-Anfrage (RFC 6749 §4.1.3).',
  'Send exactly the same text in both requests.': 'Senden Sie in beiden Anfragen genau denselben Text.',
  'A code that was asked for with a challenge is redeemed with its verifier (RFC 7636 §4.5).':
    'Ein Code, der mit einer Challenge verlangt wurde, wird mit deren Verifier eingelöst (RFC 7636 §4.5).',
  'The verifier is kept where the sign-in began: look at cookies and sessions of the client.':
    'Der Verifier liegt dort, wo die Anmeldung begann: Sehen Sie nach Cookies und Sitzungen des Clients.',
  'A verifier is 43 to 128 unreserved characters (RFC 7636 §4.1).':
    'Ein Verifier hat 43 bis 128 unreservierte Zeichen (RFC 7636 §4.1).',
  'Send the verifier itself, not its hash.': 'Senden Sie den Verifier selbst, nicht seinen Hash.',
  'A code that was asked for without a challenge takes no verifier (RFC 9700 §4.8.2).':
    'Ein Code, der ohne Challenge verlangt wurde, nimmt keinen Verifier (RFC 9700 §4.8.2).',
  'The challenge was lost on the way to the authorization endpoint.':
    'Die Challenge ging auf dem Weg zum Authorization-Endpunkt verloren.',
  'The SHA-256 of the verifier is the challenge (RFC 7636 §4.6).':
    'Das SHA-256 des Verifiers ist die Challenge (RFC 7636 §4.6).',
  'The verifier is of another sign-in, perhaps of another tab.':
    'Der Verifier gehört zu einer anderen Anmeldung, vielleicht in einem anderen Tab.',
  'A refresh token is sent as it came (RFC 6749 §6).':
    'Ein Refresh Token wird so gesendet, wie es kam (RFC 6749 §6).',
  'Look whether it was cut, or is of another installation. People have to sign in again.':
    'Sehen Sie nach, ob es abgeschnitten wurde oder von einer anderen Installation ist. Die Personen müssen sich neu anmelden.',
  'A refresh token that nobody uses ends after the time the application chose.':
    'Ein Refresh Token, das niemand benutzt, endet nach der Zeit, die die Anwendung gewählt hat.',
  'People have to sign in again. Lifetimes are under Edit.':
    'Die Personen müssen sich neu anmelden. Die Zeiten stehen unter Bearbeiten.',
  'A refresh token that was replaced does not come back: that may be theft (RFC 9700 §4.14.2).':
    'Ein ersetztes Refresh Token kommt nicht zurück: Das kann Diebstahl sein (RFC 9700 §4.14.2).',
  'Keep the newest one, in one place. See the alerts of the application.':
    'Behalten Sie das neueste, an einer Stelle. Sehen Sie die Warnungen der Anwendung an.',
  'A refresh token belongs to one application (RFC 6749 §6).':
    'Ein Refresh Token gehört zu einer Anwendung (RFC 6749 §6).',
  'The client id is not the one that it was given to.': 'Die Client-ID ist nicht die, die es bekommen hat.',
  'What was granted was ended: by a person, by an administrator, or on suspicion.':
    'Was gewährt war, wurde beendet: von einer Person, von einem Administrator oder auf Verdacht.',
  'People have to sign in again. The history of the application says what happened.':
    'Die Personen müssen sich neu anmelden. Der Verlauf der Anwendung sagt, was geschah.',
  'An external application that acts for itself names the business unit by its number.':
    'Eine externe Anwendung, die für sich selbst handelt, nennt den Geschäftsbereich mit seiner Nummer.',
  'Send the number of a business unit that authorized it.':
    'Senden Sie die Nummer eines Geschäftsbereichs, der sie zugelassen hat.',
  'A business unit that is not active is given no tokens.':
    'Ein Geschäftsbereich, der nicht aktiv ist, bekommt keine Token.',
  'Ask the operators.': 'Fragen Sie die Betreiber.',
  'An application that is not active is given no tokens.':
    'Eine Anwendung, die nicht aktiv ist, bekommt keine Token.',
  'Activate it on its page, if that is meant.': 'Aktivieren Sie sie auf ihrer Seite, wenn das gewollt ist.',
  'An external application works where the business unit authorized it.':
    'Eine externe Anwendung arbeitet dort, wo der Geschäftsbereich sie zugelassen hat.',
  'An administrator of the business unit authorizes it, or activates the authorization.':
    'Ein Administrator des Geschäftsbereichs lässt sie zu oder aktiviert ihre Zulassung.',
  'A user who is not active is given no tokens.': 'Ein Benutzer, der nicht aktiv ist, bekommt keine Token.',
  'A manager activates the user.': 'Ein Manager aktiviert den Benutzer.',
  'Tokens end with the consent that they were granted on.':
    'Token enden mit der Zustimmung, auf die hin sie gewährt wurden.',
  'The person signs in and allows it again.': 'Die Person meldet sich an und erlaubt es wieder.',
  'The person said no.': 'Die Person hat nein gesagt.',
  'Nothing is broken. Say in your application why you ask.':
    'Nichts ist kaputt. Sagen Sie in Ihrer Anwendung, warum Sie fragen.',
  'The person ticked nothing, which is a no to all of it.':
    'Die Person hat nichts angekreuzt, und das ist ein Nein zu allem.',
  'Nothing is broken. Mark what you cannot do without as needed.':
    'Nichts ist kaputt. Kennzeichnen Sie als nötig, worauf Sie nicht verzichten können.',
  'Nobody is signed in, or somebody else, and the request forbids to ask (prompt=none).':
    'Niemand ist angemeldet, oder jemand anders, und die Anfrage verbietet zu fragen (prompt=none).',
  'Ask again without prompt=none. Browsers block our cookie inside frames of other sites.':
    'Fragen Sie noch einmal ohne prompt=none. Browser sperren unser Cookie in Frames anderer Websites.',
  'The person has not allowed this yet, and the request forbids to ask (prompt=none).':
    'Die Person hat das noch nicht erlaubt, und die Anfrage verbietet zu fragen (prompt=none).',
  'Ask again without prompt=none.': 'Fragen Sie noch einmal ohne prompt=none.',
  'The request has no access token (RFC 6750 §2).': 'Die Anfrage hat kein Access Token (RFC 6750 §2).',
  'Send it as Authorization: Bearer.': 'Senden Sie es als Authorization: Bearer.',
  'The access token is none of ours, has ended, or was withdrawn (RFC 6750 §3.1).':
    'Das Access Token ist keines von uns, ist zu Ende oder wurde widerrufen (RFC 6750 §3.1).',
  'Refresh it, or begin anew. The token is not kept here.':
    'Erneuern Sie es, oder beginnen Sie von vorn. Das Token wird hier nicht aufbewahrt.',
  'The access token lacks a scope that this needs (RFC 6750 §3.1).':
    'Dem Access Token fehlt ein Scope, der hier nötig ist (RFC 6750 §3.1).',
  'Ask for the scope, and see that it is granted.':
    'Verlangen Sie den Scope, und achten Sie darauf, dass er gewährt wird.',
}

/** Why a refused request was refused, by the rule and what to do. */
export const EXPLANATIONS: readonly Catalogue[] = [CLIENTS, GRANTS]
