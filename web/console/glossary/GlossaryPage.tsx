import { TextInput } from '@mantine/core'
import { useState } from 'react'
import { EmptyState } from '../../kit/page/EmptyState.tsx'
import { PageHeader } from '../../kit/page/PageHeader.tsx'
import { Fact, Facts } from '../../kit/show/Facts.tsx'
import { MEANINGS } from '../../kit/show/glossary/meanings.ts'
import { TERMS, type TermKey } from '../../kit/show/glossary/terms.ts'
import { LOCALE, say } from '../../kit/words/say.ts'
import './glossary.css'

type Entry = { readonly key: TermKey; readonly word: string; readonly meaning: string }

function isKey(key: string): key is TermKey {
  return key in TERMS
}

const ENTRIES: readonly Entry[] = Object.keys(TERMS)
  .filter(isKey)
  .map(key => ({ key, word: TERMS[key], meaning: MEANINGS[key] }))
  .toSorted((a, b) => a.word.localeCompare(b.word, LOCALE))

/** What holds the words that were typed, in the word or in what it means. */
function found(typed: string): readonly Entry[] {
  const part = typed.trim().toLocaleLowerCase(LOCALE)
  return ENTRIES.filter(({ word, meaning }) => `${word} ${meaning}`.toLocaleLowerCase(LOCALE).includes(part))
}

/** All words that the console explains. */
export function GlossaryPage() {
  const [typed, setTyped] = useState('')
  const entries = found(typed)
  return (
    <>
      <PageHeader
        title={say('Glossary')}
        crumbs={[]}
        below={
          <p className="lk-subtitle">
            <span>
              {say(
                'The words of this console, each in one or two sentences. Where one has a dotted underline, it opens the same.',
              )}
            </span>
          </p>
        }
      />
      <section className="lk-card lk-glossary" aria-label={say('Glossary')}>
        <TextInput
          type="search"
          label={say('Find a word')}
          value={typed}
          onChange={event => setTyped(event.currentTarget.value)}
        />
        {entries.length === 0 ? (
          <EmptyState title={say('No word like it')}>
            {say('Look for a part of it, or clear the field to see all.')}
          </EmptyState>
        ) : (
          <Facts>
            {entries.map(({ key, word, meaning }) => (
              <Fact key={key} name={word}>
                {meaning}
              </Fact>
            ))}
          </Facts>
        )}
      </section>
    </>
  )
}
