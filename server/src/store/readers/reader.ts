import { parentPort, workerData } from 'node:worker_threads'
import { openReader } from '../sqlite-dialect.ts'
import type { Asked } from './readers.ts'

// Runs in a thread of its own: one statement after the other, each over what is committed when it begins.

if (parentPort === null) throw new Error('A reader runs in a thread of its own')
const port = parentPort
const read = openReader(String(workerData))

port.on('message', (asked: Asked) => {
  port.postMessage(answer(asked))
})

function answer({ sql, parameters }: Asked): unknown {
  try {
    return { rows: read(sql, parameters) }
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error)
    // What tells faults of SQLite apart does not outlive the way between threads by itself.
    const known = error instanceof Error && 'errcode' in error && typeof error.errcode === 'number'
    return { fault: { message, errcode: known ? Number(error.errcode) : null } }
  }
}
