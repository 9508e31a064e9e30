import { createHash, createPublicKey, verify } from 'node:crypto'
import { createReadStream, readFileSync } from 'node:fs'
import { createInterface } from 'node:readline'
import { parseArgs } from 'node:util'

// Checks an exported audit log against published heads. It imports nothing of Latchkey, so that it can be kept, read and
// run elsewhere by whoever trusts neither the server nor its database. What is computed here is said in docs/audit.md.

const usage = `node tools/verify-audit.ts --export <audit.jsonl> --heads <audit-heads.jsonl> [--keys <jwks.json>]

Checks that nobody changed, removed, put in or reordered an entry of an exported audit log, and that its end is there.
  --export  the whole log as JSON lines, without a filter (GET /api/v1/exported-audit?format=jsonl)
  --heads   published heads, as they were downloaded before (GET /api/v1/exported-audit-heads)
  --keys    a key set that you trust (/oauth2/jwks, as you kept it); without it the signatures are checked with the keys
            that stand in the file of heads, whose ids are printed, so that you can compare them
Exit code: 0 everything holds, 1 something does not, 2 a file cannot be read.`

class Unreadable extends Error {}
class Broken extends Error {}

type Json = { readonly [name: string]: unknown }

/** What was signed: that the chain had this hash at this place, or that everything up to it was erased. */
type Statement = {
  readonly kind: 'head' | 'erased'
  readonly chain: string
  readonly seq: number
  readonly hash: string
}

function isJson(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function parse(text: string, where: string): Json {
  try {
    const value: unknown = JSON.parse(text)
    if (isJson(value)) return value
  } catch {
    // Said below.
  }
  throw new Unreadable(`${where} is no JSON object.`)
}

function inside(value: Json, name: string): Json {
  const part = value[name]
  if (!isJson(part)) throw new Broken(`${name} is missing.`)
  return part
}

function sha256(value: unknown): string {
  return createHash('sha256').update(JSON.stringify(value)).digest('hex')
}

/** A hash as the files have it. */
function toLink(hash: string): string {
  return Buffer.from(hash, 'hex').toString('base64url')
}

/** The hash of an entry's link, from what its line says. In: the hash before it. */
function linkHash(previous: string, entry: Json): string {
  const [actor, target] = [inside(entry, 'actor'), inside(entry, 'target')]
  const { address, changes } = entry
  const told = Array.isArray(changes) ? changes.filter(isJson) : []
  return sha256([
    address === null ? 'latchkey-audit-1' : 'latchkey-audit-2',
    previous,
    entry.seq,
    [entry.id, Date.parse(String(entry.at)), entry.class],
    [actor.kind, actor.id, actor.name],
    [entry.action, target.kind, target.id],
    told.map(({ field, before, after }) => [field, before, after]),
    entry.requestId,
    ...(address === null ? [] : [address]),
  ])
}

/** Reads the claims of a JWS after its signature was checked (RFC 7515 §5.2). In: the keys by their kid. */
function openStatement(
  signed: string,
  keys: ReadonlyMap<string, Json>,
): Statement & { readonly kid: string } {
  const [head = '', body = '', signature = ''] = signed.split('.')
  const text = (part: string) => Buffer.from(part, 'base64url').toString()
  const header = parse(text(head), 'The header of a signature')
  const kid = String(header.kid)
  const jwk = keys.get(kid)
  if (jwk === undefined)
    throw new Broken(`A head is signed with the key ${kid}, which is none of those you trust.`)
  const key = createPublicKey({ key: { ...jwk }, format: 'jwk' })
  const input = Buffer.from(`${head}.${body}`)
  const fits =
    header.alg === 'ES256' &&
    key.asymmetricKeyType === 'ec' &&
    verify('sha256', input, { key, dsaEncoding: 'ieee-p1363' }, Buffer.from(signature, 'base64url'))
  if (!fits) throw new Broken(`A signature of the key ${kid} is wrong: somebody changed the file of heads.`)
  const kind = header.typ === 'audit-head+jwt' ? 'head' : header.typ === 'audit-erasure+jwt' ? 'erased' : null
  if (kind === null) throw new Broken('Something else than a head was signed.')
  const { chain, seq, link } = parse(text(body), 'What was signed')
  const hash = Buffer.from(String(link), 'base64url').toString('hex')
  return { kind, kid, chain: String(chain), seq: Number(seq), hash }
}

/** Reads a file of heads, each checked. Out: what they say, and which keys signed them. */
function readStatements(file: string, keysFile: string | undefined) {
  const lines = readFileSync(file, 'utf8')
    .split('\n')
    .filter(line => line.trim() !== '')
  const parsed = lines.map((line, index) => parse(line, `Line ${index + 1} of ${file}`))
  const trusted =
    keysFile === undefined
      ? parsed.map(({ publicKey }) => publicKey)
      : parse(readFileSync(keysFile, 'utf8'), keysFile).keys
  const keys = new Map(
    (Array.isArray(trusted) ? trusted : [])
      .filter(isJson)
      .map((key): [string, Json] => [String(key.kid), key]),
  )
  const statements = parsed.map(({ signed }) => openStatement(String(signed), keys))
  const [first] = statements
  if (first === undefined) throw new Unreadable(`${file} holds no head.`)
  if (statements.some(({ chain }) => chain !== first.chain))
    throw new Broken('The heads are of more than one business unit.')
  return { chain: first.chain, statements, kids: [...new Set(statements.map(({ kid }) => kid))] }
}

type Checked = { readonly first: number; readonly last: number; readonly heads: number }

/** Follows the chain through an export, line by line. Throws at the first place where it does not hold. */
async function follow(file: string, chain: string, statements: readonly Statement[]): Promise<Checked> {
  const heads = new Map(statements.filter(({ kind }) => kind === 'head').map(({ seq, hash }) => [seq, hash]))
  const erased = statements.findLast(({ kind }) => kind === 'erased')
  let seq = erased?.seq ?? 0
  let hash = erased?.hash ?? sha256(['latchkey-audit-1', chain])
  const first = seq + 1
  let [compared, lines] = [0, 0]
  for await (const line of createInterface({
    input: createReadStream(file),
    crlfDelay: Number.POSITIVE_INFINITY,
  })) {
    if (line === '') continue
    lines += 1
    const entry = parse(line, `Line ${lines} of ${file}`)
    seq += 1
    if (entry.seq !== seq)
      throw new Broken(
        `Entry ${seq} is missing: line ${lines} holds entry ${String(entry.seq)} in its place.`,
      )
    hash = linkHash(hash, entry)
    if (entry.link !== toLink(hash))
      throw new Broken(`Entry ${seq} was changed, or what stands before it was.`)
    const published = heads.get(seq)
    if (published === undefined) continue
    if (published !== hash) throw new Broken(`Entry ${seq} is not the one of which a head was published.`)
    compared += 1
  }
  const furthest = Math.max(...heads.keys(), 0)
  if (furthest > seq)
    throw new Broken(
      `The end was cut off: the log ends with entry ${seq}, and a head of entry ${furthest} was published.`,
    )
  if (compared === 0) throw new Broken('No published head stands in this log, so nothing vouches for it.')
  return { first, last: seq, heads: compared }
}

async function main(): Promise<number> {
  const { values } = parseArgs({
    options: { export: { type: 'string' }, heads: { type: 'string' }, keys: { type: 'string' } },
  })
  if (values.export === undefined || values.heads === undefined) {
    console.error(usage)
    return 2
  }
  try {
    const { chain, statements, kids } = readStatements(values.heads, values.keys)
    const { first, last, heads } = await follow(values.export, chain, statements)
    console.log(`Everything holds: entries ${first} to ${last}, compared with ${heads} published heads.`)
    if (first > 1)
      console.log(`Entries 1 to ${first - 1} were erased by their age; a signed note stands in their place.`)
    if (values.keys === undefined)
      console.log(`Signed with: ${kids.join(', ')}. Compare these ids with the key set as you know it.`)
    return 0
  } catch (fault) {
    if (fault instanceof Broken) {
      console.error(`It does not hold. ${fault.message}`)
      return 1
    }
    console.error(fault instanceof Error ? fault.message : fault)
    return 2
  }
}

process.exitCode = await main()
