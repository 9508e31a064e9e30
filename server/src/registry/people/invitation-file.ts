import { INVITATION_FILE } from '@latchkey/contract/people/invitations.ts'
import { LANGUAGES, type Language } from '@latchkey/contract/words/language.ts'
import { err, ok, type Result } from '../../lib/result.ts'
import type { FieldFault } from '../refusal.ts'

/** One person of a file, as they stand there. */
export type FileRow = {
  /** Where the row begins; the first line of the file is 1. */
  readonly line: number
  readonly userName: string
  readonly fullName: string
  /** A name or an id. */
  readonly securityProfile: string
  readonly language: string
}

type Column = Exclude<keyof FileRow, 'line'>

const COLUMNS = new Map<string, Column>(
  Object.entries({
    'user name': 'userName',
    username: 'userName',
    email: 'userName',
    'e-mail': 'userName',
    benutzername: 'userName',
    'full name': 'fullName',
    name: 'fullName',
    'security profile': 'securityProfile',
    profile: 'securityProfile',
    sicherheitsprofil: 'securityProfile',
    language: 'language',
    sprache: 'language',
  } as const satisfies Record<string, Column>),
)

type Line = { readonly line: number; readonly cells: readonly string[] }

/**
 * Reads people to invite from comma or semicolon separated values (RFC 4180; spreadsheets of some countries write the
 * second), whose first line names the columns. Empty lines are passed over. Out: the rows as they stand there. Refuses
 * what is no such file, with the line.
 */
export function readInvitationFile(text: string): Result<readonly FileRow[], FieldFault> {
  const plain = text.replace(/^\uFEFF/, '')
  if (plain.length > INVITATION_FILE.characters) {
    return fault('length', `The file may have at most ${INVITATION_FILE.characters} characters. Split it.`)
  }
  const lines = readLines(plain)
  if (lines === null) return fault('quotes', 'A quotation mark is opened and never closed.')
  const [header, ...rest] = lines.filter(({ cells }) => cells.some(cell => cell.trim() !== ''))
  const columns = header?.cells.map(cell => COLUMNS.get(cell.trim().toLowerCase()) ?? null) ?? []
  if (!columns.includes('userName') || !columns.includes('securityProfile')) {
    return fault(
      'columns',
      'The first line must name the columns, among them “user name” and “security profile”.',
    )
  }
  if (rest.length === 0) return fault('empty', 'The file names nobody.')
  if (rest.length > INVITATION_FILE.rows) {
    return fault(
      'rows',
      `The file names ${rest.length} people, and may name ${INVITATION_FILE.rows}. Split it.`,
    )
  }
  return ok(
    rest.map(({ line, cells }) => {
      const cell = (name: Column) => cells[columns.indexOf(name)]?.trim() ?? ''
      return {
        line,
        userName: cell('userName'),
        fullName: cell('fullName'),
        securityProfile: cell('securityProfile'),
        language: cell('language'),
      }
    }),
  )
}

function fault(rule: string, message: string): Result<never, FieldFault> {
  return err({ path: '/csv', rule, message })
}

/** In which language a row is to be written to; null: it does not say. Refuses a language that we do not speak. */
export function rowLanguage({ language }: FileRow): Result<Language | null, FieldFault> {
  if (language === '') return ok(null)
  const known = LANGUAGES.find(each => each === language.toLowerCase())
  return known === undefined
    ? err({ path: '/language', rule: 'unknown', message: 'Write en or de, or leave it empty.' })
    : ok(known)
}

/** Splits a file into lines of cells. Out: null when a quotation mark is never closed. */
function readLines(text: string): readonly Line[] | null {
  const separator = /^[^\n,]*;/.test(text) ? ';' : ','
  const cell = new RegExp(`"((?:[^"]|"")*)"([^${separator}\\r\\n]*)|([^${separator}\\r\\n]*)`, 'y')
  const lines: { line: number; cells: string[] }[] = []
  let current: { line: number; cells: string[] } = { line: 1, cells: [] }
  let [at, line] = [0, 1]
  while (at <= text.length) {
    cell.lastIndex = at
    const [whole = '', quoted, after = '', bare = ''] = cell.exec(text) ?? []
    if (quoted === undefined && bare.trimStart().startsWith('"')) return null
    current.cells.push(quoted === undefined ? bare : quoted.replaceAll('""', '"') + after)
    line += whole.split('\n').length - 1
    at += whole.length
    if (text[at] === separator) {
      at += 1
      continue
    }
    lines.push(current)
    if (at >= text.length) break
    at += text.startsWith('\r\n', at) ? 2 : 1
    line += 1
    current = { line, cells: [] }
  }
  return lines
}
