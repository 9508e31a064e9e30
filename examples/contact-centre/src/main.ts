import { createContactCentre } from './contact-centre.ts'
import { readSettings, type Settings } from './settings.ts'

const read = readSettings(process.env)
if (read.ok) await serve(read.settings)
else stop(read.faults)

/** Listens, says so in one line, and ends gracefully on SIGTERM and SIGINT. */
async function serve({ issuer, host, port }: Settings): Promise<void> {
  const app = createContactCentre({ issuer, log: true })
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => void app.close())
  try {
    const address = await app.listen({ host, port })
    process.stdout.write(`The contact-centre example is ready: ${address} (it trusts ${issuer})\n`)
  } catch (error) {
    await app.close()
    stop([error instanceof Error ? error.message : String(error)])
  }
}

function stop(faults: readonly string[]): void {
  for (const fault of faults) process.stderr.write(`contact-centre example: ${fault}\n`)
  process.exitCode = 1
}
