import { promisify } from 'node:util'
import { brotliCompress, constants, gzip } from 'node:zlib'
import { listApplications } from '@latchkey/contract/applications/list.ts'
import { listHistory } from '@latchkey/contract/audit/history.ts'
import { listBusinessUnits } from '@latchkey/contract/business-units/business-units.ts'
import { listApis, listCatalogue } from '@latchkey/contract/catalogue/catalogue.ts'
import { listUsers } from '@latchkey/contract/people/users.ts'
import type { FastifyInstance, FastifyReply } from 'fastify'
import { routeUrl } from './api/serve.ts'

/**
 * The only answers that are compressed. The length of a compressed answer tells how much of it repeats, so that a
 * stranger whose words stand beside a secret can guess that secret letter by letter (BREACH). Nothing belongs here
 * that holds a secret, a part of one, a form, or what only its owner may know: no page, no token, no answer to a change.
 * Nor what strangers sent and was refused, since a secret that was put in the wrong place may be left in it.
 */
const COMPRESSED: ReadonlySet<string> = new Set([
  ...[listApplications, listHistory, listApis, listCatalogue, listUsers, listBusinessUnits].map(routeUrl),
  '/api/v1/openapi.json',
  '/.well-known/openid-configuration',
  '/.well-known/oauth-authorization-server',
  '/oauth2/jwks',
  '/pages.css',
])

/** Below this many bytes an answer fits the first packets as it stands. */
const SMALL = 2048

/** Quick rather than small: these are made for each request. */
const QUALITY = 4

const asBrotli = promisify(brotliCompress)
const asGzip = promisify(gzip)

const CODINGS = ['br', 'gzip'] as const

/** A content coding that we have, best first. */
type Coding = (typeof CODINGS)[number]

/** What a request accepts: the coding to send, or null for none; and whether an answer as it stands is refused. */
type Accepted = { readonly coding: Coding | null; readonly identityRefused: boolean }

/**
 * Reads Accept-Encoding (RFC 9110 §12.5.3). Without the header anything may be sent; we send the answer as it stands,
 * since who says nothing often cannot unpack. A weight that cannot be read counts as a refusal.
 */
export function acceptedCoding(header: string | readonly string[] | undefined): Accepted {
  const weights = new Map<string, number>()
  for (const part of String(header ?? '').split(',')) {
    const [name = '', ...parameters] = part.toLowerCase().split(';')
    if (name.trim() !== '') weights.set(name.trim(), weightOf(parameters))
  }
  const others = weights.get('*')
  const plain = weights.get('identity') ?? others
  let best: { readonly coding: Coding | null; readonly weight: number } = { coding: null, weight: 0 }
  for (const coding of CODINGS) {
    const weight = weights.get(coding) ?? others ?? 0
    if (weight > best.weight) best = { coding, weight }
  }
  // RFC 9110 §12.4.2: what weighs more is preferred, identity too where it is named.
  const coding = (weights.get('identity') ?? 0) > best.weight ? null : best.coding
  return { coding, identityRefused: plain === 0 }
}

/** In: what follows a coding's name. Out: its weight, 0 to 1. */
function weightOf(parameters: readonly string[]): number {
  if (parameters.length === 0) return 1
  const [, weight] = /^\s*q=(0(?:\.\d{0,3})?|1(?:\.0{0,3})?)\s*$/.exec(parameters.join(';')) ?? []
  return Number(weight ?? 0)
}

/** Compresses the answers of the list above, on this part of the door and all parts made after this call. */
export function compressAnswers(app: FastifyInstance): void {
  app.addHook('onSend', async (request, reply, payload: unknown) => {
    if (request.method !== 'GET' && request.method !== 'HEAD') return payload
    if (reply.statusCode !== 200 || !COMPRESSED.has(request.routeOptions.url ?? '')) return payload
    if (typeof payload !== 'string' && !Buffer.isBuffer(payload)) return payload
    // RFC 9110 §8.8.3.3: a strong tag belongs to one form of the answer, and If-Match would be sent the other's.
    if (reply.hasHeader('etag') || reply.hasHeader('content-encoding')) return payload
    varyByEncoding(reply)
    const { coding, identityRefused } = acceptedCoding(request.headers['accept-encoding'])
    const content = Buffer.from(payload)
    if (coding === null || (content.length < SMALL && !identityRefused)) return payload
    const packed = await pack(content, coding)
    reply.header('content-encoding', coding).removeHeader('content-length')
    return packed
  })
}

function varyByEncoding(reply: FastifyReply): void {
  const others = reply.getHeader('vary')
  reply.header('vary', others === undefined ? 'accept-encoding' : `${String(others)}, accept-encoding`)
}

/** Done on the thread pool: no other request waits for it. */
async function pack(content: Buffer, coding: Coding): Promise<Buffer> {
  if (coding === 'gzip') return await asGzip(content)
  return await asBrotli(content, {
    params: {
      [constants.BROTLI_PARAM_MODE]: constants.BROTLI_MODE_TEXT,
      [constants.BROTLI_PARAM_QUALITY]: QUALITY,
      [constants.BROTLI_PARAM_SIZE_HINT]: content.length,
    },
  })
}
