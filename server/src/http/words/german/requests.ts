import type { Catalogue } from '@latchkey/contract/words/words.ts'

/** Why a request that a browser brought cannot be answered: the person sees it on a page. */
export const REQUESTS: Catalogue = {
  'The parameter client_id is missing.': 'Der Parameter client_id fehlt.',
  'There is no application with this client_id.': 'Es gibt keine Anwendung mit dieser client_id.',
  'An ID token was asked for without the scope openid.': 'Ein ID Token wurde ohne den Scope openid verlangt.',
  'Send a nonce: it is required where an ID token comes back directly.':
    'Senden Sie eine nonce: Sie ist nötig, wo ein ID Token direkt zurückkommt.',
  'The prompt must be none, or some of login, consent and select_account.':
    'prompt muss none sein, oder eines oder mehrere von login, consent und select_account.',
  'The prompt none cannot be combined with others.': 'prompt none kann nicht mit anderen verbunden werden.',
  'The max_age must be a whole number of seconds.': 'max_age muss eine ganze Zahl von Sekunden sein.',
  'Send request or request_uri, not both.': 'Senden Sie request oder request_uri, nicht beides.',
  'The typ of a request object must be oauth-authz-req+jwt, JWT or absent.':
    'Der typ eines Request Objects muss oauth-authz-req+jwt oder JWT sein oder fehlen.',
  'The kid of the request object must be a string.': 'Die kid des Request Objects muss ein Text sein.',
  'The request object has alg none and a signature nevertheless.':
    'Das Request Object hat alg none und trotzdem eine Signatur.',
  'The alg of the request object is {0}; of this application it must be {1}.':
    'Die alg des Request Objects ist {0}; bei dieser Anwendung muss sie {1} sein.',
  'The request object has no signature.': 'Das Request Object hat keine Signatur.',
  'A request object cannot hold request or request_uri itself.':
    'Ein Request Object kann nicht selbst request oder request_uri enthalten.',
  'The {0} in the request object has the wrong form.': '{0} im Request Object hat die falsche Form.',
  'A JWT whose sub is the client_id is a client assertion, not a request object.':
    'Ein JWT, dessen sub die client_id ist, ist eine Client Assertion und kein Request Object.',
  'The {0} in the request object must be the client_id of the request.':
    '{0} im Request Object muss die client_id der Anfrage sein.',
  'The request object must hold the client_id of the request.':
    'Das Request Object muss die client_id der Anfrage enthalten.',
  'The aud of the request object must be, or include, {0}.':
    'Die aud des Request Objects muss {0} sein oder enthalten.',
  'The {0} of the request object must be a number of seconds.':
    '{0} des Request Objects muss eine Zahl von Sekunden sein.',
  'The request object has expired. Make a new one for each request.':
    'Das Request Object ist abgelaufen. Machen Sie für jede Anfrage ein neues.',
  'The {0} of the request object lies in the future. Check the clock.':
    '{0} des Request Objects liegt in der Zukunft. Prüfen Sie die Uhr.',
  'The response_type in the request object differs from the one beside it.':
    'Der response_type im Request Object unterscheidet sich von dem daneben.',
  'The parameter response_type is missing.': 'Der Parameter response_type fehlt.',
  'The response_type must be code; where the implicit grant is on also token, id_token, or some of the three.':
    'Der response_type muss code sein; wo der Implicit Grant an ist, auch token, id_token oder mehrere der drei.',
  'Tokens are never put into the query: the response_mode must be fragment or form_post.':
    'Token stehen nie im Query: Der response_mode muss fragment oder form_post sein.',
  'The response_mode form_post needs a redirect_uri of scheme https or http.':
    'Der response_mode form_post braucht eine redirect_uri mit dem Schema https oder http.',
  'The response_mode must be query, fragment or form_post.':
    'Der response_mode muss query, fragment oder form_post sein.',
  '{0} must be an object.': '{0} muss ein Objekt sein.',
  'An essential acr was asked for that the sign-in here does not meet. The metadata lists acr_values_supported.':
    'Es wurde eine acr verlangt, die die Anmeldung hier nicht erfüllt. Die Metadaten nennen acr_values_supported.',
  'The id_token_hint is not an ID token that was issued here to this application.':
    'Der id_token_hint ist kein ID Token, das hier für diese Anwendung ausgestellt wurde.',
  'The id_token_hint is not an ID token that was issued here.':
    'Der id_token_hint ist kein ID Token, das hier ausgestellt wurde.',
  'The id_token_hint was issued to another application than client_id.':
    'Der id_token_hint wurde für eine andere Anwendung als client_id ausgestellt.',
  'A post_logout_redirect_uri needs an id_token_hint or a client_id beside it.':
    'Eine post_logout_redirect_uri braucht einen id_token_hint oder eine client_id daneben.',
  'The post_logout_redirect_uri is not one that the application registered.':
    'Die post_logout_redirect_uri ist keine, die die Anwendung registriert hat.',
  'A request may hold at most {0} parameters.': 'Eine Anfrage darf höchstens {0} Parameter enthalten.',
  'The parameter {0} is given {1} times; give it once.':
    'Der Parameter {0} ist {1}-mal angegeben; geben Sie ihn einmal an.',
  'The request could not be read.': 'Die Anfrage konnte nicht gelesen werden.',
  'Send code_challenge and code_challenge_method=S256 (RFC 7636): PKCE is required.':
    'Senden Sie code_challenge und code_challenge_method=S256 (RFC 7636): PKCE ist nötig.',
  'Send code_challenge_method=S256 along with code_challenge.':
    'Senden Sie code_challenge_method=S256 zusammen mit code_challenge.',
  'The only code_challenge_method offered is S256.': 'Die einzige angebotene code_challenge_method ist S256.',
  'A code_challenge is the base64url SHA-256 of the verifier: 43 characters, no padding.':
    'Eine code_challenge ist das SHA-256 des Verifiers in base64url: 43 Zeichen, ohne Füllzeichen.',
  'The application has no authorized callback URL, so nobody can be sent back to it.':
    'Die Anwendung hat keine zugelassene Callback-URL, deshalb kann niemand zu ihr zurückgeschickt werden.',
  'An OpenID Connect request must hold its redirect_uri.':
    'Eine Anfrage nach OpenID Connect muss ihre redirect_uri enthalten.',
  'The application has several authorized callback URLs, so redirect_uri is required.':
    'Die Anwendung hat mehrere zugelassene Callback-URLs, deshalb ist redirect_uri nötig.',
  'The redirect_uri is not one of the authorized callback URLs of the application.':
    'Die redirect_uri gehört nicht zu den zugelassenen Callback-URLs der Anwendung.',
  'At most {0} resource parameters may be sent.':
    'Es dürfen höchstens {0} Parameter resource gesendet werden.',
  'A resource must be an absolute URI without a fragment.':
    'Eine resource muss eine absolute URI ohne Fragment sein.',
  'The scope parameter may have at most {0} characters.':
    'Der Parameter scope darf höchstens {0} Zeichen haben.',
  'The scope parameter holds a character that is not permitted.':
    'Der Parameter scope enthält ein Zeichen, das nicht erlaubt ist.',
  'The parameters in the request object may have at most {0} characters.':
    'Die Parameter im Request Object dürfen höchstens {0} Zeichen haben.',
  'This sign-in was begun too long ago. Go back to the application and start again.':
    'Diese Anmeldung wurde vor zu langer Zeit begonnen. Gehen Sie zur Anwendung zurück und beginnen Sie von vorn.',
  'The application is not registered for this response_type.':
    'Die Anwendung ist für diesen response_type nicht registriert.',
  'The id_token_hint and the claims parameter name different users.':
    'Der id_token_hint und der Parameter claims nennen verschiedene Benutzer.',
  'A request that goes on cannot bring another request object.':
    'Eine Anfrage, die weitergeht, kann kein anderes Request Object mitbringen.',
  'This application must send its requests as signed request objects (request or request_uri).':
    'Diese Anwendung muss ihre Anfragen als signierte Request Objects senden (request oder request_uri).',
  'What stands at the request_uri does not have the SHA-256 that its fragment names.':
    'Was an der request_uri steht, hat nicht das SHA-256, das ihr Fragment nennt.',
  'Register the public keys of the application (jwks or jwks_uri) to send request objects.':
    'Registrieren Sie die öffentlichen Schlüssel der Anwendung (jwks oder jwks_uri), um Request Objects zu senden.',
  'Not one registered key of the application fits alg {0}{1}.':
    'Kein registrierter Schlüssel der Anwendung passt zu alg {0}{1}.',
  'The jwks_uri of the application gave no key set in good order.':
    'Die jwks_uri der Anwendung lieferte keinen ordentlichen Schlüsselsatz.',
  'The signature of the request object was not made with the registered key.':
    'Die Signatur des Request Objects wurde nicht mit dem registrierten Schlüssel gemacht.',
  'The request_uri gave no request object. It must answer 200 within three seconds, without a redirect, with at most 64 kB.':
    'Die request_uri lieferte kein Request Object. Sie muss innerhalb von drei Sekunden 200 antworten, ohne Weiterleitung und mit höchstens 64 kB.',
  'The request_uri must be one that is registered for the application, letter by letter.':
    'Die request_uri muss Buchstabe für Buchstabe eine sein, die für die Anwendung registriert ist.',
}
