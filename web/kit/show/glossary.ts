/** What the words of the console mean, in one or two sentences each. */
export const GLOSSARY = {
  api: {
    word: 'API',
    meaning:
      'A family of operations of the platform, such as reading reports. Each API is behind one scope; an application reaches only the APIs whose scopes it holds.',
  },
  scope: {
    word: 'Scope',
    meaning:
      'The name by which an application asks for access to an API. A token carries the scopes it was given, and an API refuses a token that lacks its scope. A scope never widens what a user may do.',
  },
  'callback-url': {
    word: 'Authorized callback URL',
    meaning:
      'An address to which people are sent back after they sign in and give their consent. Only addresses listed here, character by character, are used, so that nobody can have a code or token sent elsewhere.',
  },
  'business-unit': {
    word: 'Business unit',
    meaning:
      'Your organization on this platform, with its own users, applications and data. Its number has seven digits and is not a secret.',
  },
  implicit: {
    word: 'Implicit grant',
    meaning:
      'A legacy way for pages in a browser to get an access token in the address of the callback. Such tokens can leak through browser histories and logs. The authorization code with PKCE replaces it.',
  },
} as const

export type GlossaryKey = keyof typeof GLOSSARY
