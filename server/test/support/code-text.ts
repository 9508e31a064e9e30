/**
 * TypeScript with what is not code taken out: comments and regular expressions are gone, and each string
 * literal is replaced by its number in quotes, which counts into `strings`. Enough to find imports, exports
 * and names without a compiler; not a full parser (text between JSX tags stays as it is).
 */
export type CodeText = { readonly code: string; readonly strings: readonly string[] }

type Scan = { readonly source: string; at: number; code: string; readonly strings: string[] }

/** Takes the text of one file and returns its code and its string literals. */
export function codeText(source: string): CodeText {
  const scan: Scan = { source, at: 0, code: '', strings: [] }
  scanUntil(scan, null)
  return { code: scan.code, strings: scan.strings }
}

/** Scans to the end of the source, or past the brace that closes a `${` when `end` is given. */
function scanUntil(scan: Scan, end: '}' | null): void {
  let depth = 0
  while (scan.at < scan.source.length) {
    const character = scan.source.charAt(scan.at)
    if (end !== null && character === '}' && depth === 0) {
      scan.at += 1
      return
    }
    if (character === '{') depth += 1
    if (character === '}') depth -= 1
    if (!skipComment(scan) && !takeString(scan) && !takeTemplate(scan) && !skipRegularExpression(scan)) {
      scan.code += character
      scan.at += 1
    }
  }
}

function skipComment(scan: Scan): boolean {
  const { source, at } = scan
  if (source.startsWith('//', at)) {
    const newline = source.indexOf('\n', at)
    scan.at = newline === -1 ? source.length : newline
    return true
  }
  if (!source.startsWith('/*', at)) return false
  const close = source.indexOf('*/', at + 2)
  scan.at = close === -1 ? source.length : close + 2
  scan.code += ' '
  return true
}

/** A quote without its partner on the same line is an apostrophe in JSX text, and stays. */
function takeString(scan: Scan): boolean {
  const literal = matchAt(scan, /'(?:[^'\\\n]|\\[\s\S])*'|"(?:[^"\\\n]|\\[\s\S])*"/y)
  if (literal === null) return false
  pushString(scan, literal.slice(1, -1))
  scan.at += literal.length
  return true
}

/** The fixed parts of a template count as strings; what stands in `${}` is scanned as code. */
function takeTemplate(scan: Scan): boolean {
  if (scan.source.charAt(scan.at) !== '`') return false
  scan.at += 1
  let part = ''
  while (scan.at < scan.source.length) {
    const character = scan.source.charAt(scan.at)
    if (character === '`') break
    if (character === '$' && scan.source.charAt(scan.at + 1) === '{') {
      pushString(scan, part)
      part = ''
      scan.at += 2
      scan.code += '+('
      scanUntil(scan, '}')
      scan.code += ')+'
      continue
    }
    const width = character === '\\' ? 2 : 1
    part += scan.source.slice(scan.at, scan.at + width)
    scan.at += width
  }
  scan.at += 1
  pushString(scan, part)
  return true
}

/** A slash begins a regular expression where a value is expected, else it divides. */
function skipRegularExpression(scan: Scan): boolean {
  if (scan.source.charAt(scan.at) !== '/') return false
  const before = scan.code.trimEnd()
  if (!/(?:[(,=:[!&|?{;+*%~^]|=>|\b(?:return|typeof|case|in|of|do|else|yield|await))$/.test(before))
    return false
  const literal = matchAt(scan, /\/(?:[^/\\\n[]|\\.|\[(?:[^\]\\\n]|\\.)*\])+\/[a-z]*/y)
  if (literal === null) return false
  scan.code += ' 0 '
  scan.at += literal.length
  return true
}

function matchAt(scan: Scan, pattern: RegExp): string | null {
  pattern.lastIndex = scan.at
  return pattern.exec(scan.source)?.[0] ?? null
}

function pushString(scan: Scan, value: string): void {
  scan.code += `'${scan.strings.length}'`
  scan.strings.push(value)
}
