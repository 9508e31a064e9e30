declare const brand: unique symbol

/** A string that only its parser (or the store) can make, so that having one is the proof that it was checked. */
export type Brand<Name extends string> = string & { readonly [brand]: Name }
