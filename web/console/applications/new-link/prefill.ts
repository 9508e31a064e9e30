import { APPLICATION_KINDS, type ApplicationKind } from '@latchkey/contract/applications/client-metadata.ts'
import { kindOf } from '@latchkey/contract/applications/kinds.ts'

/** A kind, or a client type where the rest of the link says which kind that is. */
type LinkedKind = ApplicationKind | 'confidential' | 'public'

/** What a link may fill in of the form, as it stands in the address. Opening it saves nothing. */
export type Prefill = {
  readonly name?: string
  readonly vendor?: string
  readonly kind?: LinkedKind
  /** Names of scopes, with spaces or commas between. */
  readonly scopes?: string
  /** URLs, with spaces between. */
  readonly callbacks?: string
  /** The id of an application of one's own business unit whose other settings are to be taken over. */
  readonly from?: string
}

const KINDS = [...APPLICATION_KINDS, 'confidential', 'public'] as const
const LONGEST_NAME = 200
const LONGEST_LIST = 10_000

/** The text of a parameter; of a repeated one all of them. Undefined where there is none. */
function textOf(value: unknown, longest: number): string | undefined {
  const texts = (Array.isArray(value) ? value : [value]).filter((each: unknown) => typeof each === 'string')
  const text = texts.join(' ').trim().slice(0, longest)
  return text === '' ? undefined : text
}

/** Reads the form's part of the address; anything else is dropped. */
export function readPrefill(raw: { readonly [name: string]: unknown }): Prefill {
  const name = textOf(raw['name'], LONGEST_NAME)
  const vendor = textOf(raw['vendor'], LONGEST_NAME)
  const kind = KINDS.find(each => each === raw['kind'])
  const scopes = textOf(raw['scopes'], LONGEST_LIST)
  const callbacks = textOf(raw['callbacks'], LONGEST_LIST)
  const from = textOf(raw['from'], LONGEST_NAME)
  return {
    ...(name === undefined ? {} : { name }),
    ...(vendor === undefined ? {} : { vendor }),
    ...(kind === undefined ? {} : { kind }),
    ...(scopes === undefined ? {} : { scopes }),
    ...(callbacks === undefined ? {} : { callbacks }),
    ...(from === undefined || !/^app_\w+$/.test(from) ? {} : { from }),
  }
}

/** The parameters that fill in what this form holds of an application: all but its name, which has to be a new one. */
export function prefillFrom(
  application: Parameters<typeof kindOf>[0] & {
    readonly id: string
    readonly vendorName: string
    readonly scopes: readonly string[]
  },
): Prefill {
  return readPrefill({
    from: application.id,
    vendor: application.vendorName,
    kind: kindOf(application),
    scopes: application.scopes.join(' '),
    callbacks: application.callbackUrls.join(' '),
  })
}
