import type { Catalogue } from '@latchkey/contract/words/words.ts'

/** Why an authorization request was refused, and what to do. */
export const EXPLANATIONS_OF_REQUESTS: Catalogue = {
  'The OAuth endpoints take form-encoded bodies (RFC 6749 §4.1.3).':
    'Die OAuth-Endpunkte nehmen Inhalte in Formular-Kodierung (RFC 6749 §4.1.3).',
  'Send application/x-www-form-urlencoded. JSON is for the management API.':
    'Senden Sie application/x-www-form-urlencoded. JSON ist für die Management-API.',
  'The request lacks a parameter that it has to have.':
    'Der Anfrage fehlt ein Parameter, den sie haben muss.',
  'The description names it.': 'Die Beschreibung nennt ihn.',
  'A parameter stands in a request once (RFC 6749 §3.1).':
    'Ein Parameter steht in einer Anfrage einmal (RFC 6749 §3.1).',
  'Look whether a library and your own code both add it.':
    'Sehen Sie nach, ob eine Bibliothek und Ihr eigener Code ihn beide hinzufügen.',
  'The value of a parameter is not of the form it has to have.':
    'Der Wert eines Parameters hat nicht die nötige Form.',
  'The description names the parameter and the form.': 'Die Beschreibung nennt den Parameter und die Form.',
  'A request holds a limited number of parameters.':
    'Eine Anfrage enthält eine begrenzte Zahl von Parametern.',
  'Leave out what the server does not know.': 'Lassen Sie weg, was der Server nicht kennt.',
  'The response types are those that discovery lists (RFC 6749 §3.1.1).':
    'Die Response Types sind die, die Discovery nennt (RFC 6749 §3.1.1).',
  'Ask for code.': 'Verlangen Sie code.',
  'An application may use the response types it is registered for.':
    'Eine Anwendung darf die Response Types benutzen, für die sie registriert ist.',
  'Ask for code, or allow the other type: tokens in the browser take an opt-in of application and business unit.':
    'Verlangen Sie code, oder erlauben Sie den anderen Typ: Token im Browser müssen Anwendung und Geschäftsbereich eigens zulassen.',
  'The response modes are query, fragment and form_post, and tokens never go in a query.':
    'Die Response Modes sind query, fragment und form_post, und Token gehen nie in einen Query.',
  'Leave response_mode out, or use form_post.': 'Lassen Sie response_mode weg, oder nehmen Sie form_post.',
  'An ID token is given to requests with the scope openid (OpenID Connect Core §3.1.2.1).':
    'Ein ID Token bekommen Anfragen mit dem Scope openid (OpenID Connect Core §3.1.2.1).',
  'Add openid to the scope.': 'Nehmen Sie openid in den Scope auf.',
  'A request for an ID token from the authorization endpoint has a nonce (OpenID Connect Core §3.2.2.1).':
    'Eine Anfrage nach einem ID Token vom Authorization-Endpunkt hat eine nonce (OpenID Connect Core §3.2.2.1).',
  'Send a nonce: libraries do when told that the flow is implicit or hybrid.':
    'Senden Sie eine nonce: Bibliotheken tun es, wenn sie wissen, dass der Ablauf implicit oder hybrid ist.',
  'Leave it out, or send one that this application was given.':
    'Lassen Sie ihn weg, oder senden Sie einen, den diese Anwendung bekommen hat.',
  'Look at the JSON and its encoding, or leave it out.':
    'Sehen Sie nach dem JSON und seiner Kodierung, oder lassen Sie es weg.',
  'The request insists on a way of signing in that was not used (OpenID Connect Core §5.5.1.1).':
    'Die Anfrage besteht auf einer Art der Anmeldung, die nicht benutzt wurde (OpenID Connect Core §5.5.1.1).',
  'Ask for acr_values as a wish instead, or for a value that discovery lists.':
    'Verlangen Sie stattdessen acr_values als Wunsch, oder einen Wert, den Discovery nennt.',
  'A request brings one request object, as request or as request_uri (RFC 9101 §5).':
    'Eine Anfrage bringt ein Request Object mit, als request oder als request_uri (RFC 9101 §5).',
  'Send one of the two.': 'Senden Sie eines von beiden.',
  'The application takes signed request objects only (RFC 9101 §10.5).':
    'Die Anwendung nimmt nur signierte Request Objects (RFC 9101 §10.5).',
  'Send a signed request object, or switch that off under Edit, Advanced.':
    'Senden Sie ein signiertes Request Object, oder schalten Sie das unter Bearbeiten, Erweitert ab.',
  'A request object is a JWT that holds the parameters (RFC 9101 §4).':
    'Ein Request Object ist ein JWT, das die Parameter enthält (RFC 9101 §4).',
  'The description says what could not be read.': 'Die Beschreibung sagt, was nicht gelesen werden konnte.',
  'A request object is signed with an algorithm that the application is registered for.':
    'Ein Request Object ist mit einem Algorithmus signiert, für den die Anwendung registriert ist.',
  'Sign with one that discovery lists.': 'Signieren Sie mit einem, den Discovery nennt.',
  'The key that signed the request object has to be among those registered.':
    'Der Schlüssel, der das Request Object signiert hat, muss unter den registrierten sein.',
  'Publish the key with its kid in the key set of the application.':
    'Veröffentlichen Sie den Schlüssel mit seiner kid im Schlüsselsatz der Anwendung.',
  'The signature of the request object has to fit the registered key.':
    'Die Signatur des Request Objects muss zum registrierten Schlüssel passen.',
  'A request object has a beginning and an end (RFC 9101 §4).':
    'Ein Request Object hat einen Anfang und ein Ende (RFC 9101 §4).',
  'Set the clock of the client, and make each object when it is sent.':
    'Stellen Sie die Uhr des Clients, und machen Sie jedes Objekt dann, wenn es gesendet wird.',
  'What stands beside a request object must not contradict it (RFC 9101 §6.2).':
    'Was neben einem Request Object steht, darf ihm nicht widersprechen (RFC 9101 §6.2).',
  'Send the same client_id and response_type outside, or none.':
    'Senden Sie außerhalb dieselbe client_id und denselben response_type, oder keine.',
  'A request_uri is registered with the application (OpenID Connect Core §6.2).':
    'Eine request_uri ist bei der Anwendung registriert (OpenID Connect Core §6.2).',
  'Register the URL, or send the object as request.':
    'Registrieren Sie die URL, oder senden Sie das Objekt als request.',
  'A request object is read from its request_uri at once.':
    'Ein Request Object wird sofort von seiner request_uri gelesen.',
  'See that the URL answers over https within seconds, with the object and without a redirect.':
    'Sorgen Sie dafür, dass die URL über https innerhalb von Sekunden antwortet, mit dem Objekt und ohne Weiterleitung.',
  'Add the URL that came, if it is yours, or set the client to a registered one.':
    'Nehmen Sie die URL, die kam, dazu, wenn es Ihre ist, oder stellen Sie den Client auf eine registrierte ein.',
  'Register the URL under Edit, or set the client to a registered one.':
    'Registrieren Sie die URL unter Bearbeiten, oder stellen Sie den Client auf eine registrierte ein.',
  'A code is bound to whoever asked for it by PKCE (RFC 9700 §2.1.1).':
    'Ein Code ist durch PKCE an den gebunden, der ihn verlangt hat (RFC 9700 §2.1.1).',
  'Switch on PKCE with S256 in the client.': 'Schalten Sie im Client PKCE mit S256 ein.',
  'The one method of PKCE is S256 (RFC 9700 §2.1.1).':
    'Die eine Methode von PKCE ist S256 (RFC 9700 §2.1.1).',
  'Send code_challenge_method=S256. Left out, it means plain.':
    'Senden Sie code_challenge_method=S256. Weggelassen bedeutet es plain.',
  'A code challenge is 43 characters of base64url (RFC 7636 §4.2).':
    'Eine Code Challenge hat 43 Zeichen in base64url (RFC 7636 §4.2).',
  'Send the SHA-256 of the verifier as base64url without padding, not as hexadecimal.':
    'Senden Sie das SHA-256 des Verifiers in base64url ohne Füllzeichen, nicht hexadezimal.',
  'The server could not do this at that moment.': 'Der Server konnte das in jenem Moment nicht.',
  'Try again after some seconds. Nothing is wrong with the request.':
    'Versuchen Sie es nach einigen Sekunden wieder. An der Anfrage ist nichts falsch.',
  'No URL is registered.': 'Keine URL ist registriert.',
  'It is registered by now.': 'Sie ist inzwischen registriert.',
  'A slash came at the end of the path that is not registered.':
    'Am Ende des Pfads kam ein Schrägstrich, der nicht registriert ist.',
  'The slash at the end of the path is registered and did not come.':
    'Der Schrägstrich am Ende des Pfads ist registriert und kam nicht.',
  'Upper and lower case differ in the {0}: they are compared as they are written.':
    'Groß- und Kleinschreibung unterscheiden sich ({0}): Verglichen wird, wie es geschrieben ist.',
  'No {0} came; {1} is registered.': 'Nichts kam ({0}); registriert ist {1}.',
  'The {0} {1} came; none is registered.': '{1} kam ({0}); registriert ist nichts.',
  'The {0} differs: {1} came, {2} is registered.': 'Der Unterschied ({0}): {1} kam, {2} ist registriert.',
  'What came ends after {0} characters, where the registered one goes on with {1}.':
    'Was kam, endet nach {0} Zeichen, wo die registrierte mit {1} weitergeht.',
  'The registered one ends after {0} characters, where what came goes on with {1}.':
    'Die registrierte endet nach {0} Zeichen, wo das, was kam, mit {1} weitergeht.',
  'They differ at character {0}: {1} came, {2} is registered.':
    'Sie unterscheiden sich bei Zeichen {0}: {1} kam, {2} ist registriert.',
  scheme: 'Schema',
  'user name': 'Benutzername',
  host: 'Host',
  port: 'Port',
  path: 'Pfad',
  query: 'Query',
  fragment: 'Fragment',
}
