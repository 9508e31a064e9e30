/** Where the suite and Latchkey are, and who signs in. */
export type Setting = {
  /** Base URL of Latchkey, which is its issuer; no trailing slash. */
  readonly server: string
  /** Base URL of the suite, no trailing slash. */
  readonly suite: string
  /** The name under which the suite keeps its addresses apart. */
  readonly alias: string
  readonly userName: string
  readonly password: string
}

/** The addresses that the suite uses for one alias. */
export function suiteUrls({ suite, alias }: Pick<Setting, 'suite' | 'alias'>): {
  readonly callback: string
  readonly postLogout: string
  readonly backchannelLogout: string
} {
  const base = `${suite}/test/a/${alias}`
  return {
    callback: `${base}/callback`,
    postLogout: `${base}/post_logout_redirect`,
    backchannelLogout: `${base}/backchannel_logout`,
  }
}
