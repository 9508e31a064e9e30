/** How somebody signs in. */
export type SignInMethod = 'password'

/** A way to sign in, and the class of authentication that it satisfies. */
export type Context<M extends string = SignInMethod> = { readonly method: M; readonly acr: string }

/**
 * Every way to sign in, the weakest first: who did a later one satisfies the classes of those before it as well. A new
 * factor is one more row. The class of the first is the one that SAML names for a password over a protected transport
 * (SAML 2.0 Authentication Context §3.4.3), which relying parties know best.
 */
const CONTEXTS: readonly Context[] = [
  { method: 'password', acr: 'urn:oasis:names:tc:SAML:2.0:ac:classes:PasswordProtectedTransport' },
]

/** The classes that can be answered, for the metadata (OpenID Connect Discovery §3). */
export const ACR_VALUES: readonly string[] = CONTEXTS.map(({ acr }) => acr)

/** What a request asks of the authentication: classes in the order of preference, and whether one of them must be met. */
export type ContextWish = { readonly values: readonly string[]; readonly essential: boolean }

/** Whether there is a way to sign in that meets the wish. In: null when nothing is asked for. */
export function canBeMet(wish: ContextWish | null): boolean {
  return wish === null || !wish.essential || wish.values.some(value => ACR_VALUES.includes(value))
}

/**
 * The class to answer with (OpenID Connect Core §2, §5.5.1.1).
 * In: how the person signed in, and the wish. Out: the most preferred class asked for that this way satisfies; else,
 * where it was only a wish, the class of the way itself; null when a class was demanded that it does not satisfy.
 */
export function answeredContext<M extends string>(
  method: M,
  wish: ContextWish | null,
  contexts: readonly Context<M>[],
): string | null {
  const at = contexts.findIndex(context => context.method === method)
  const satisfied = contexts.slice(0, at + 1).map(({ acr }) => acr)
  const asked = wish?.values.find(value => satisfied.includes(value))
  return asked ?? (wish?.essential === true ? null : (satisfied.at(-1) ?? null))
}

/** As {@link answeredContext}, for the ways to sign in that there are. */
export function contextOf(method: SignInMethod, wish: ContextWish | null): string | null {
  return answeredContext(method, wish, CONTEXTS)
}

/** Reads acr_values (OpenID Connect Core §3.1.2.1), and default_acr_values: classes that are wished for. */
export function wishFor(values: readonly string[]): ContextWish | null {
  return values.length === 0 ? null : { values, essential: false }
}
