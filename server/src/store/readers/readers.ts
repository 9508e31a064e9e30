import { Worker } from 'node:worker_threads'

/** What a thread is asked, and what it answers. */
export type Asked = { readonly sql: string; readonly parameters: readonly unknown[] }
type Answered =
  // Of rows nothing is known here; who asked the question knows their shape.
  | { readonly rows: never[] }
  | { readonly fault: { readonly message: string; readonly errcode: number | null } }

type Waiting = Asked & {
  readonly resolve: (rows: never[]) => void
  readonly reject: (error: Error) => void
  /** How often a thread ended while it worked on this. */
  deaths: number
  /** Nobody waits for it any more. */
  over: boolean
}

/** `work` is what the thread does, also when nobody waits for it any more: SQLite cannot be stopped in the middle. */
type Reader = { readonly worker: Worker; work: Waiting | null }

export type Readers = {
  /**
   * Runs a statement that reads. Out: its rows. Throws what SQLite says, and as PostgreSQL would say it: 57014 when it
   * took too long, 53300 when too many wait already, 57P01 when its thread ended again and again.
   */
  readonly read: <R>(sql: string, parameters: readonly unknown[]) => Promise<R[]>
  /** Ends all threads, each after the statement it is at. What is under way or waits fails at once. */
  readonly close: () => Promise<void>
}

export type ReaderLimits = {
  readonly threads: number
  /** How many statements may wait for a thread. */
  readonly queue: number
  /** How long an answer may take, in milliseconds, the wait for a thread included. */
  readonly patienceMs: number
}

/** Lets a question wait in the queue. Out: its answer, or the refusal when it does not come in time. */
function enqueue<R>(asked: Asked, queue: Waiting[], patienceMs: number): Promise<R[]> {
  return new Promise((resolve, reject) => {
    const stop = (error: Error) => {
      clearTimeout(patience)
      work.over = true
      const place = queue.indexOf(work)
      if (place !== -1) queue.splice(place, 1)
      reject(error)
    }
    const patience = setTimeout(() => stop(faulty('57014', 'A list took too long to read')), patienceMs)
    const answer = (rows: never[]) => {
      clearTimeout(patience)
      resolve(rows)
    }
    const work: Waiting = { ...asked, resolve: answer, reject: stop, deaths: 0, over: false }
    queue.push(work)
  })
}

/** Threads with a read-only connection each to the file of an embedded store. They start when they are needed. */
export function openReaders(file: string, limits: ReaderLimits): Readers {
  const readers = new Set<Reader>()
  const queue: Waiting[] = []
  let closed = false

  function start(): Reader {
    const worker = new Worker(new URL('./reader.ts', import.meta.url), { workerData: file })
    const reader: Reader = { worker, work: null }
    readers.add(reader)
    worker.on('message', (answered: Answered) => settle(reader, answered))
    worker.on('error', error => bury(reader, error))
    worker.on('messageerror', error => bury(reader, error))
    worker.on('exit', code => bury(reader, new Error(`A reader of the database ended with ${code}`)))
    return reader
  }

  function next(): void {
    const idle = [...readers].find(reader => reader.work === null)
    if (queue.length === 0 || (idle === undefined && readers.size >= limits.threads)) return
    const reader = idle ?? start()
    const work = queue.shift()
    if (work === undefined) return
    reader.work = work
    reader.worker.ref()
    reader.worker.postMessage({ sql: work.sql, parameters: work.parameters })
  }

  function settle(reader: Reader, answered: Answered): void {
    const { work } = reader
    reader.work = null
    // Nobody need wait for a thread that has nothing to do, not even the end of the process.
    reader.worker.unref()
    if ('rows' in answered) work?.resolve(answered.rows)
    else work?.reject(Object.assign(new Error(answered.fault.message), { errcode: answered.fault.errcode }))
    next()
  }

  /** A thread ended by itself: its work is given to another, once, since reading twice changes nothing. */
  function bury(reader: Reader, error: Error): void {
    if (closed || !readers.delete(reader)) return
    reader.worker.terminate().catch(() => {})
    const { work } = reader
    if (work !== null && !work.over) {
      work.deaths += 1
      if (work.deaths > 1) work.reject(faulty('57P01', error.message))
      else queue.unshift(work)
    }
    next()
  }

  return {
    read: async <R>(sql: string, parameters: readonly unknown[]) => {
      if (closed) throw new Error('The store is closed')
      if (queue.length >= limits.queue) throw faulty('53300', 'Too many lists wait to be read')
      const answer = enqueue<R>({ sql, parameters }, queue, limits.patienceMs)
      next()
      return answer
    },
    close: async () => {
      closed = true
      const gone = new Error('The store was closed meanwhile')
      for (const work of queue.splice(0)) work.reject(gone)
      for (const { work } of readers) work?.reject(gone)
      await Promise.all([...readers].map(({ worker }) => worker.terminate()))
    },
  }
}

function faulty(code: string, message: string): Error {
  return Object.assign(new Error(message), { code })
}
