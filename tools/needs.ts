import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { findChromium } from '../server/test/support/chromium.ts'
import { isProgram } from '../server/test/support/find-program.ts'
import { findPostgres } from '../server/test/support/postgres.ts'

type Need = 'chromium' | 'postgresql'

const finders: Readonly<Record<Need, () => string | null>> = {
  chromium: findChromium,
  postgresql: findPostgres,
}

/** A browser without a font draws no text, and its pages cannot be judged. */
const debianPackages: Readonly<Record<Need, readonly string[]>> = {
  chromium: ['chromium', 'fonts-dejavu-core'],
  postgresql: ['postgresql'],
}

/**
 * Sees to it that the programs the tests need are on this machine. On Debian and its kin what is missing is
 * installed when this is root or sudo asks for no password. Throws with one line that says how to get it when
 * that is not so or did not help.
 */
export function provideNeeds(needs: readonly Need[]): void {
  const missing = needs.filter(need => finders[need]() === null)
  if (missing.length === 0) return
  const packages = missing.flatMap(need => debianPackages[need])
  const prefix = rootPrefix()
  if (existsSync('/usr/bin/apt-get') && prefix !== null) installDebian(packages, prefix)
  const still = missing.filter(need => finders[need]() === null)
  if (still.length > 0) throw new Error(howToGet(still))
}

function howToGet(missing: readonly Need[]): string {
  const packages = missing.flatMap(need => debianPackages[need]).join(' ')
  return (
    `The tests need ${missing.join(' and ')}. On Debian or Ubuntu: sudo apt-get install -y ${packages}. ` +
    'Elsewhere: install them, and set LATCHKEY_TEST_CHROMIUM (the program) and LATCHKEY_TEST_POSTGRES_BIN ' +
    '(the folder with initdb and postgres) when they are not found.'
  )
}

/** Returns what to write before a command so that root runs it, or null when this account cannot. */
function rootPrefix(): readonly string[] | null {
  if (process.getuid?.() === 0) return []
  if (!isProgram('/usr/bin/sudo')) return null
  return spawnSync('sudo', ['-n', 'true'], { stdio: 'ignore' }).status === 0 ? ['sudo', '-n'] : null
}

/**
 * Debian's PostgreSQL package makes a database cluster and starts it, which the tests have no use for. A
 * setting that stands there before the package comes prevents that; the package's own is put back afterwards.
 */
const installScript = `set -e
export DEBIAN_FRONTEND=noninteractive UCF_FORCE_CONFFOLD=1
setting=/etc/postgresql-common/createcluster.conf
ours=
if [ ! -e "$setting" ]; then
  ours=yes
  mkdir -p "$(dirname "$setting")"
  echo 'create_main_cluster = false' > "$setting"
fi
echo 'apt-get update …'
apt-get -q update >/dev/null || echo 'apt-get update failed: going on with the lists that are there.'
echo "apt-get install $* …"
result=0
apt-get -q install -y --no-install-recommends -o DPkg::Lock::Timeout=300 "$@" >/dev/null || result=$?
if [ -n "$ours" ]; then
  if [ -e "$setting.ucf-dist" ]; then mv -f "$setting.ucf-dist" "$setting"; else rm -f "$setting"; fi
  rmdir "$(dirname "$setting")" 2>/dev/null || true
fi
exit $result`

function installDebian(packages: readonly string[], prefix: readonly string[]): void {
  console.log('Installing what the tests need; this may take a minute or two.')
  const [command = 'sh', ...args] = [...prefix, 'sh', '-c', installScript, 'sh', ...packages]
  const { stderr, status } = spawnSync(command, args, {
    stdio: ['ignore', 'inherit', 'pipe'],
    encoding: 'utf8',
    maxBuffer: 100_000_000,
  })
  if (status !== 0) console.error(stderr.trimEnd().split('\n').slice(-15).join('\n'))
}

if (import.meta.main) {
  try {
    provideNeeds(['chromium', 'postgresql'])
    console.log(`Chromium: ${findChromium()}\nPostgreSQL: ${findPostgres()}`)
  } catch (error) {
    console.error(error instanceof Error ? error.message : error)
    process.exitCode = 1
  }
}
