import { Readable } from 'node:stream'
import type { FastifyRequest } from 'fastify'
import { err, ok, type Result } from '../../../lib/result.ts'
import type { RegistryRefusal } from '../../../registry/refusal.ts'
import type { Actor } from '../../../services/people/actor.ts'
import type { Door } from '../../door.ts'
import { csvLine } from './csv.ts'

const TYPES = { csv: 'text/csv; charset=utf-8; header=present', jsonl: 'application/jsonl' } as const

type Format = keyof typeof TYPES

/** The columns of a CSV file, in their order; a JSON line has the whole row. */
export type Columns<Row> = readonly (readonly [name: string, of: (row: Row) => string])[]

type Exporting<Item, Row> = {
  /** How the file begins; the number of the business unit follows. */
  readonly name: string
  readonly format: Format
  readonly columns: Columns<Row>
  readonly rowOf: (item: Item) => Row
  /** Begins the export, which is written down. */
  readonly begin: () => Promise<Result<AsyncIterable<readonly Item[]>, RegistryRefusal>>
}

/**
 * Answers an export with a file that is streamed a page at a time, so that never all of it is in memory.
 * Whoever asks for the headers alone begins none. Refuses a business unit that exports too often.
 */
export async function exportFile<Item, Row>(
  door: Door,
  { actor, request }: { readonly actor: Actor; readonly request: FastifyRequest },
  { name, format, begin, ...rows }: Exporting<Item, Row>,
) {
  const { number, id } = actor.businessUnit
  const file = { type: TYPES[format], name: `${name}-${number}.${format}` }
  if (request.method === 'HEAD') return ok({ body: '', file: { ...file, lines: Readable.from([]) } })
  const wait = door.throttle.exportIn(id)
  if (wait !== null) return err({ kind: 'too-many-attempts', seconds: wait.seconds } as const)
  const pages = await begin()
  if (!pages.ok) return pages
  return ok({ body: '', file: { ...file, lines: Readable.from(linesOf(format, rows, pages.value)) } })
}

async function* linesOf<Item, Row>(
  format: Format,
  { columns, rowOf }: Pick<Exporting<Item, Row>, 'columns' | 'rowOf'>,
  pages: AsyncIterable<readonly Item[]>,
): AsyncGenerator<string> {
  const lineOf =
    format === 'csv'
      ? (row: Row) => csvLine(columns.map(([, of]) => of(row)))
      : (row: Row) => `${JSON.stringify(row)}\n`
  if (format === 'csv') yield csvLine(columns.map(([name]) => name))
  for await (const page of pages) yield page.map(item => lineOf(rowOf(item))).join('')
}
