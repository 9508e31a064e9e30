import { checkManifest, type Manifest } from '@latchkey/contract/applications/manifest/manifest.ts'
import { type ParsedDocument, parseDocuments } from '@latchkey/contract/files/parse-documents.ts'
import type { FieldFault } from '@latchkey/contract/problem.ts'
import { Failure } from '../failure.ts'
import { plain } from '../print/terminal.ts'
import { readText } from './read-text.ts'

/** An application as a file says it, and where it says so. */
export type FiledManifest = {
  readonly manifest: Manifest
  /** The file and the line, as `file:line`. */
  readonly at: string
  /** A fault of a field as a line that begins with its place in the file. */
  readonly faultLine: (fault: FieldFault) => string
}

/** More would help nobody. */
const MOST_LINES = 50

/**
 * Reads applications from files; one file may hold several as documents. In: paths; `-` is the standard input.
 * Refuses, with all faults of all files at once, each as `file:line:column: pointer: sentence`.
 */
export async function readManifests(paths: readonly string[]): Promise<readonly FiledManifest[]> {
  const found: FiledManifest[] = []
  const lines: string[] = []
  for (const path of paths) {
    try {
      for (const document of documentsOf(path, await readText(path))) {
        const filed = filedOf(path, document)
        if (filed.ok) found.push(filed.value)
        else lines.push(...filed.lines)
      }
    } catch (error) {
      if (!(error instanceof Failure)) throw error
      lines.push(error.message)
    }
  }
  if (lines.length === 0) return found
  const more = lines.length > MOST_LINES ? [`and ${lines.length - MOST_LINES} more`] : []
  throw new Failure([...lines.slice(0, MOST_LINES), ...more].join('\n'))
}

function documentsOf(path: string, text: string): readonly ParsedDocument[] {
  const documents = parseDocuments(text)
  if (documents.length === 0) throw new Failure(`${path}: holds no application.`)
  return documents
}

type Filed =
  | { readonly ok: true; readonly value: FiledManifest }
  | { readonly ok: false; readonly lines: string[] }

function filedOf(path: string, document: ParsedDocument): Filed {
  const line = (at: { readonly line: number; readonly column: number }, pointer: string, message: string) =>
    `${path}:${at.line}:${at.column}: ${pointer === '' ? '' : `${plain(pointer)}: `}${plain(message)}`
  const faultLine = ({ path: pointer, rule, message }: FieldFault) =>
    line(document.placeOf(pointer, rule === 'additionalProperties' ? 'key' : 'value'), pointer, message)
  if (document.faults.length > 0) {
    return { ok: false, lines: document.faults.map(fault => line(fault, fault.pointer, fault.message)) }
  }
  const verdict = checkManifest(document.value)
  if (!verdict.ok) return { ok: false, lines: verdict.faults.map(faultLine) }
  return { ok: true, value: { manifest: verdict.manifest, at: `${path}:${document.place.line}`, faultLine } }
}
