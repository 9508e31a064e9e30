import { say } from '../words/say.ts'
/** What the words of the console mean, in one or two sentences each. */
export const GLOSSARY = {
  api: {
    word: 'API',
    meaning: say(
      'A family of operations of the platform, such as reading reports. Each API is behind one scope; an application reaches only the APIs whose scopes it holds.',
    ),
  },
  scope: {
    word: say('Scope'),
    meaning: say(
      'The name by which an application asks for access to an API. A token carries the scopes it was given, and an API refuses a token that lacks its scope. A scope never widens what a user may do.',
    ),
  },
  'callback-url': {
    word: say('Authorized callback URL'),
    meaning: say(
      'An address to which people are sent back after they sign in and give their consent. Only addresses listed here, character by character, are used, so that nobody can have a code or token sent elsewhere.',
    ),
  },
  'business-unit': {
    word: say('Business unit'),
    meaning: say(
      'Your organization on this platform, with its own users, applications and data. Its number has seven digits and is not a secret.',
    ),
  },
  implicit: {
    word: say('Implicit grant'),
    meaning: say(
      'A legacy way for pages in a browser to get an access token in the address of the callback. Such tokens can leak through browser histories and logs. The authorization code with PKCE replaces it.',
    ),
  },
  pairwise: {
    word: say('Pairwise subject'),
    meaning: say(
      'An identifier of a user that differs from sector to sector. A sector is the host of the callback URLs, or of a file that lists them. Applications of two sectors cannot find out by it that they have the same user.',
    ),
  },
  'backchannel-logout': {
    word: say('Back-channel logout'),
    meaning: say(
      'A message from Latchkey to the application itself, not through the browser, when a session ends. It holds a signed logout token that names the user or the session, and the application ends its own session of that user.',
    ),
  },
  'request-object': {
    word: say('Request object'),
    meaning: say(
      'The parameters of an authorization request as one signed JWT, sent along or kept at a registered request URI. Nobody between the application and Latchkey can change it (RFC 9101).',
    ),
  },
  'jwk-set': {
    word: say('JWK Set'),
    meaning: say(
      'Public keys as JSON: an object with a list named keys (RFC 7517). With it Latchkey checks what the application has signed. It never holds private keys.',
    ),
  },
  'offline-access': {
    word: say('Offline access'),
    meaning: say(
      'With it an application goes on acting for a user who has signed out, where the user agreed. It asks for the scope offline_access. Without it its refresh tokens end together with the session.',
    ),
  },
} as const

export type GlossaryKey = keyof typeof GLOSSARY
