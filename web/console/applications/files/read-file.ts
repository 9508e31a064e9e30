import { checkManifest, type Manifest } from '@latchkey/contract/applications/manifest/manifest.ts'
import { type ParsedDocument, parseDocuments } from '@latchkey/contract/files/parse-documents.ts'
import type { FieldFault } from '@latchkey/contract/problem.ts'
import { say } from '../../../kit/words/say.ts'

/** What is wrong with a text, and where; the pointer is empty where it is the whole. */
export type PlacedFault = {
  readonly line: number
  readonly column: number
  readonly pointer: string
  readonly message: string
}

/** An application as a text says it, and where it says so. */
export type ReadFile =
  | { readonly ok: true; readonly manifest: Manifest; readonly placed: (fault: FieldFault) => PlacedFault }
  | { readonly ok: false; readonly faults: readonly PlacedFault[] }

/** No file of an application needs more; the command line reads as much. */
const MOST_BYTES = 1024 * 1024

/** More would help nobody. */
const MOST_FAULTS = 50

function refused(message: string, line = 1): ReadFile {
  return { ok: false, faults: [{ line, column: 1, pointer: '', message }] }
}

function placedIn(document: ParsedDocument) {
  return ({ path, rule, message }: FieldFault): PlacedFault => ({
    ...document.placeOf(path, rule === 'additionalProperties' ? 'key' : 'value'),
    pointer: path,
    message,
  })
}

/**
 * Reads one application from YAML or JSON by the rules that need no server.
 * In: the text. Out: the application, or all faults at once, each with its place.
 */
export function readFile(text: string): ReadFile {
  if (new TextEncoder().encode(text).length > MOST_BYTES) {
    return refused(say('This is larger than 1 MB. A file of an application is a few kB.'))
  }
  const [document, second] = parseDocuments(text)
  if (document === undefined) return refused(say('This holds no application.'))
  if (second !== undefined) {
    return refused(say('One application at a time: the command line takes several.'), second.place.line)
  }
  if (document.faults.length > 0) return { ok: false, faults: document.faults.slice(0, MOST_FAULTS) }
  const placed = placedIn(document)
  const verdict = checkManifest(document.value)
  if (!verdict.ok) return { ok: false, faults: verdict.faults.slice(0, MOST_FAULTS).map(placed) }
  return { ok: true, manifest: verdict.manifest, placed }
}

/** Where a line begins and ends in a text. In: the line, from one. */
export function lineRange(text: string, line: number): readonly [start: number, end: number] {
  let start = 0
  for (let left = line - 1; left > 0; left--) {
    const next = text.indexOf('\n', start)
    if (next < 0) break
    start = next + 1
  }
  const end = text.indexOf('\n', start)
  return [start, end < 0 ? text.length : end]
}
