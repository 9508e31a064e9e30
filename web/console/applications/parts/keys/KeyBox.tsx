import { holdsPrivateKey } from '@latchkey/contract/applications/credentials/private-key.ts'
import { type PublicKey, readPublicKeys } from '@latchkey/contract/applications/credentials/public-keys.ts'
import { Textarea } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { useQuery } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { ApiProblem, call } from '../../../../kit/client.ts'
import { say } from '../../../../kit/words/say.ts'
import { fieldWords } from '../vocabulary.ts'
import { KeyRows } from './KeyRows.tsx'
import { faultWords, holdsKeys, kindWords, withKeys, withoutKey } from './key-set-words.ts'

const PAUSE_MS = 300
const LONGEST = 65_536

type Told = { readonly tone: 'plain' | 'warning'; readonly words: string }

const NOTHING: Told = { tone: 'plain', words: '' }

function warned(words: string): Told {
  return { tone: 'warning', words }
}

/** Asks the server what a text holds; a text with a private key in it is never asked about. */
function useKeysIn(text: string) {
  const asked = text.trim() !== '' && text.length <= LONGEST && !holdsPrivateKey(text)
  return useQuery({
    queryKey: ['public-keys', text],
    queryFn: async () => (await call(readPublicKeys, { body: { text } })).body.items,
    enabled: asked,
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 60_000,
  })
}

function refusalOf(error: Error | null): string | null {
  if (error === null) return null
  const told = error instanceof ApiProblem ? error.problem?.errors?.[0]?.message : undefined
  return told ?? error.message
}

/** What is said of a text that was pasted: how it is taken, or why it is not. */
function toldOf(
  items: readonly PublicKey[] | undefined,
  error: Error | null,
  held: readonly PublicKey[],
): Told {
  const refused = refusalOf(error)
  if (refused !== null) return warned(refused)
  const faults = (items ?? []).flatMap(key => faultWords(key) ?? [])
  if (faults.length > 0) return warned(faults.join(' '))
  const twice = items?.find(key => held.some(({ thumbprint }) => thumbprint === key.thumbprint))
  return twice === undefined ? NOTHING : warned(say('This key is in the list already.'))
}

type PasteFieldProps = {
  readonly id: string
  /** Whether there are keys already, beside which another is pasted. */
  readonly adding: boolean
  readonly typed: string
  readonly fault: string | undefined
  readonly onType: (text: string) => void
}

function PasteField({ id, adding, typed, fault, onType }: PasteFieldProps) {
  return (
    <Textarea
      id={id}
      label={adding ? say('Add another key') : fieldWords(id)}
      description={say('Public keys only: RSA, P-256 or Ed25519, as PEM, a certificate, a JWK or a JWK Set.')}
      placeholder={'-----BEGIN PUBLIC KEY-----\n…\n-----END PUBLIC KEY-----'}
      classNames={{ input: 'lk-mono' }}
      className="lk-wide"
      autosize
      minRows={adding ? 2 : 5}
      maxRows={14}
      autoComplete="off"
      spellCheck={false}
      value={typed}
      error={fault}
      onChange={event => onType(event.currentTarget.value)}
    />
  )
}

type KeyBoxProps = {
  readonly id: string
  /** The JWK Set of the form, or what stands in its place until it is one. */
  readonly value: string
  readonly fault: string | undefined
  readonly onChange: (value: string) => void
}

/**
 * Takes public keys in any form and keeps them as a JWK Set, one row each. A text is read as soon as somebody pauses. A
 * private key is taken out of the field before anything is sent or kept, the draft of the form included.
 */
export function KeyBox({ id, value, fault, onChange }: KeyBoxProps) {
  const [more, setMore] = useState('')
  const [said, setSaid] = useState<Told>(NOTHING)
  const rows = useKeysIn(holdsKeys(value) ? value : '')
  // A set of which the server can make nothing is left to be mended as text.
  const inRows = holdsKeys(value) && rows.error === null
  const [settled] = useDebouncedValue(inRows ? more : value, PAUSE_MS)
  const pasted = useKeysIn(settled)
  const typed = inRows ? more : value
  const fresh = settled === typed && typed.trim() !== ''
  const held = inRows ? (rows.data ?? []) : []
  const told = fresh ? toldOf(pasted.data, pasted.error, held) : NOTHING
  const taken = fresh && told === NOTHING ? pasted.data : undefined
  useEffect(() => {
    if (taken === undefined) return
    setMore('')
    setSaid({ tone: 'plain', words: say('Added: {keys}.', { keys: taken.map(kindWords).join('; ') }) })
    onChange(withKeys(inRows ? value : '', taken))
  }, [taken, inRows, value, onChange])
  const type = (text: string) => {
    if (holdsPrivateKey(text)) {
      setSaid(
        warned(
          say(
            'This is a private key. It was taken out of the field and not sent. Paste the public key, and keep the private one where the application runs.',
          ),
        ),
      )
      if (inRows) setMore('')
      else onChange('')
      return
    }
    setSaid(NOTHING)
    if (inRows) setMore(text)
    else onChange(text)
  }
  const shown = told === NOTHING ? said : told
  return (
    <>
      {inRows && rows.data !== undefined ? (
        <KeyRows
          keys={rows.data}
          onRemove={place => {
            setSaid(NOTHING)
            onChange(withoutKey(value, place))
          }}
        />
      ) : null}
      <PasteField id={id} adding={inRows} typed={typed} fault={fault} onType={type} />
      <p className="lk-key-told" data-tone={shown.tone} role="status">
        {shown.words}
      </p>
    </>
  )
}
