import {
  type Document,
  isAlias,
  isCollection,
  isMap,
  isScalar,
  isSeq,
  LineCounter,
  type ParsedNode,
  parseAllDocuments,
} from 'yaml'

/** Where something stands in a text: line and column, from one. */
type Place = { readonly line: number; readonly column: number }

/** What is wrong with a text, and where. */
type TextFault = Place & { readonly pointer: string; readonly message: string }

/** One document of a text as plain data. */
export type ParsedDocument = {
  readonly value: unknown
  /** Where the document begins. */
  readonly place: Place
  /** Where a JSON Pointer leads: its key or its value, or what is nearest above when there is nothing. */
  placeOf(pointer: string, which: 'key' | 'value'): Place
  readonly faults: readonly TextFault[]
}

/** More in one text is no file of applications. */
const MOST_DOCUMENTS = 1000

/**
 * Parses YAML 1.2, of which JSON is a part, into plain data.
 * Aliases, anchors, tags, keys that are no text and keys given twice are faults: a file must say what it says where it
 * stands, and no parser may read it otherwise than another. In: the text. Out: its documents, each with its faults.
 */
export function parseDocuments(text: string): readonly ParsedDocument[] {
  const lineCounter = new LineCounter()
  const parsed = parseAllDocuments(text, {
    version: '1.2',
    schema: 'core',
    merge: false,
    stringKeys: true,
    // Compares each key with each other one, which takes minutes for a file of 1 MB. `walk` knows a quicker way.
    uniqueKeys: false,
    prettyErrors: false,
    logLevel: 'silent',
    lineCounter,
  })
  const place = (offset: number): Place => {
    const { line, col } = lineCounter.linePos(offset)
    return { line: Math.max(1, line), column: Math.max(1, col) }
  }
  const documents = Array.isArray(parsed) ? parsed.filter(isMeant) : []
  const [extra] = documents.slice(MOST_DOCUMENTS)
  if (extra === undefined) return documents.map(document => documentOf(document, place))
  const message = `There are more than ${MOST_DOCUMENTS} documents in this file.`
  const at = place(extra.range[0])
  return [{ value: null, place: at, placeOf: () => at, faults: [{ ...at, pointer: '', message }] }]
}

type Parsed = Document.Parsed

/** An empty document before a separator or behind the last one is none. */
function isMeant({ contents, errors }: Parsed): boolean {
  const empty = contents === null || (isScalar(contents) && contents.value === null && contents.source === '')
  return !empty || errors.length > 0
}

/** What is gathered on the way through a document. */
type Walk = {
  readonly place: (offset: number) => Place
  readonly keys: Map<string, Place>
  readonly values: Map<string, Place>
  readonly faults: TextFault[]
}

function documentOf(document: Parsed, place: Walk['place']): ParsedDocument {
  const walk: Walk = { place, keys: new Map(), values: new Map(), faults: [] }
  const start = place(document.contents?.range[0] ?? document.range[0])
  for (const { code, message, pos } of document.errors) {
    const deep = code === 'RESOURCE_EXHAUSTION'
    const words = deep ? 'This is nested too deeply.' : sentence(message)
    walk.faults.push({ ...place(pos[0]), pointer: '', message: words })
    if (deep) break
  }
  const { explicit, version } = document.directives.yaml
  if (explicit === true && version !== '1.2') {
    const message = `This is read as YAML 1.2, not ${version}: take the %YAML line out.`
    walk.faults.push({ ...start, pointer: '', message })
  }
  // What could not be parsed would only be misunderstood further.
  const value = walk.faults.length > 0 ? null : valueOf(document.contents, '', walk)
  return {
    value,
    place: start,
    faults: walk.faults,
    placeOf: (pointer, which) => nearest(walk, pointer, which, start),
  }
}

function nearest(walk: Walk, pointer: string, which: 'key' | 'value', start: Place): Place {
  const wanted = which === 'key' ? walk.keys.get(pointer) : walk.values.get(pointer)
  if (wanted !== undefined || pointer === '') return wanted ?? start
  return nearest(walk, pointer.slice(0, pointer.lastIndexOf('/')), 'key', start)
}

function valueOf(node: ParsedNode | null, pointer: string, walk: Walk): unknown {
  if (node === null) return null
  const place = walk.place(node.range[0])
  walk.values.set(pointer, place)
  const refuse = (message: string) => void walk.faults.push({ ...place, pointer, message })
  if (isAlias(node)) return refuse('Aliases are not read: write it out where it belongs.')
  if (node.anchor !== undefined) refuse('Anchors are not read: write it out where it belongs.')
  if (node.tag !== undefined)
    refuse('Tags are not read: take it out, and quote text that looks like a number.')
  if (isScalar(node)) return node.value
  if (isSeq(node)) return node.items.map((item, index) => valueOf(item, `${pointer}/${index}`, walk))
  const seen = new Set<string>()
  const entries = node.items.map(({ key, value }): [string, unknown] => {
    const name = isScalar(key) && typeof key.value === 'string' ? key.value : ''
    const own = `${pointer}/${name.replaceAll('~', '~0').replaceAll('/', '~1')}`
    const keyPlace = walk.place(key.range[0])
    const wrong = isCollection(key) || isAlias(key) || key.anchor !== undefined || key.tag !== undefined
    if (wrong) walk.faults.push({ ...keyPlace, pointer, message: 'A key must be plain text.' })
    if (seen.has(name)) {
      walk.faults.push({
        ...keyPlace,
        pointer: own,
        message: 'This key is given twice: keep one of the two.',
      })
    }
    seen.add(name)
    walk.keys.set(own, keyPlace)
    return [name, valueOf(value, own, walk)]
  })
  return isMap(node) ? Object.fromEntries(entries) : null
}

function sentence(message: string): string {
  const first = message.split('\n')[0] ?? ''
  return /[.!?]$/.test(first) ? first : `${first}.`
}
