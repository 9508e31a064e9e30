import { say } from '../../words/say.ts'
import type { TermKey } from './terms.ts'

/** What the words of the console mean, in one or two sentences each. Loaded when the first of them is asked for. */
export const MEANINGS: Readonly<Record<TermKey, string>> = {
  api: say(
    'A family of operations of the platform, such as reading reports. Each API is behind one scope; an application reaches only the APIs whose scopes it holds.',
  ),
  scope: say(
    'The name by which an application asks for access to an API. A token carries the scopes it was given, and an API refuses a token that lacks its scope. A scope never widens what a user may do.',
  ),
  'callback-url': say(
    'An address to which people are sent back after they sign in and give their consent. Only addresses listed here, character by character, are used, so that nobody can have a code or token sent elsewhere.',
  ),
  'business-unit': say(
    'Your organization on this platform, with its own users, applications and data. Its number has seven digits and is not a secret.',
  ),
  implicit: say(
    'A legacy way for pages in a browser to get an access token in the address of the callback. Such tokens can leak through browser histories and logs. The authorization code with PKCE replaces it.',
  ),
  pairwise: say(
    'An identifier of a user that differs from sector to sector. A sector is the host of the callback URLs, or of a file that lists them. Applications of two sectors cannot find out by it that they have the same user.',
  ),
  'backchannel-logout': say(
    'A message from Latchkey to the application itself, not through the browser, when a session ends. It holds a signed logout token that names the user or the session, and the application ends its own session of that user.',
  ),
  'request-object': say(
    'The parameters of an authorization request as one signed JWT, sent along or kept at a registered request URI. Nobody between the application and Latchkey can change it (RFC 9101).',
  ),
  'jwk-set': say(
    'Public keys as JSON: an object with a list named keys (RFC 7517). With it Latchkey checks what the application has signed. It never holds private keys.',
  ),
  'offline-access': say(
    'With it an application goes on acting for a user who has signed out, where the user agreed. It asks for the scope offline_access. Without it its refresh tokens end together with the session.',
  ),
  consent: say(
    'A user’s own yes to an application, scope by scope. It can be withdrawn at any time under Your account. Where an administrator consented for everybody, users are not asked for those scopes.',
  ),
  'access-token': say(
    'What an application shows to an API with every call. It says for whom it was issued and with which scopes, lives for minutes, and is not asked back: what is to stop at once must be revoked.',
  ),
  'refresh-token': say(
    'What an application trades for new access tokens while nobody is at the browser. Where it is rotated, each use gives the next one, and an old one that comes back ends the whole family.',
  ),
  'token-family': say(
    'A refresh token and all its successors, from one sign-in. It ends as a whole: when the user withdraws consent, when it is revoked, or when a used one comes back.',
  ),
  'client-credentials': say(
    'The way in which an application gets a token for itself: it proves who it is with a secret or a key, and no user takes part. What it may do has a ceiling of its own.',
  ),
  'authorization-code': say(
    'The way in which an application acts for a user: the browser brings it a code that works once and for a minute, and the application trades it for tokens.',
  ),
  pkce: say(
    'A proof that whoever trades an authorization code for tokens is the one who asked for it (RFC 7636). A code that somebody else has read is worth nothing to them.',
  ),
  'client-secret': say(
    'What an application that runs on a server proves itself with. It is shown once, when it is made; Latchkey keeps only a hash of it. Several may live at once, so that one can be replaced without a pause.',
  ),
  'security-profile': say(
    'A named set of permissions. Each user has exactly one. It bounds what the user may do here, and what applications may do in the user’s name.',
  ),
  'effective-access': say(
    'What an application can really reach: what it asks for, as far as its registration, the APIs of the business unit, the user’s security profile and the user’s consent all allow it. The narrowest of them decides.',
  ),
  contained: say(
    'An application that may be in wrong hands: it gets no tokens, what it held is revoked, and the evidence is kept. One step undoes it; what was revoked stays so.',
  ),
  'sensitive-scope': say(
    'A scope that opens what can do harm in the wrong hands, such as changing settings or reading about people. Say why an application needs it, and leave it out where it does not.',
  ),
  'external-application': say(
    'Software of a vendor, published in the catalogue of the platform. A business unit lets it in, with all the scopes it asks for or fewer, and can end that at any time.',
  ),
}
