import { Modal, Switch } from '@mantine/core'
import { useState } from 'react'
import { TextLink } from '../../kit/Links.tsx'
import { keepOff, readOff, SHORTCUTS } from './shortcuts.ts'
import './palette.css'
import { say } from '../../kit/words/say.ts'

function Keys({ keys }: { readonly keys: readonly string[] }) {
  return (
    <span className="lk-keys">
      {keys.map(key => (
        <kbd key={key}>{key}</kbd>
      ))}
    </span>
  )
}

/** What keys do, each with a switch that this browser keeps. */
export function ShortcutHelp({ onClose }: { readonly onClose: () => void }) {
  const [off, setOff] = useState(() => readOff(localStorage))
  const turn = (id: string, on: boolean) => {
    const next = new Set(off)
    if (on) next.delete(id)
    else next.add(id)
    keepOff(localStorage, next)
    setOff(next)
  }
  return (
    <Modal
      opened
      onClose={onClose}
      title={say('Keyboard shortcuts')}
      transitionProps={{ duration: 0 }}
      closeButtonProps={{ 'aria-label': say('Close') }}
    >
      <p className="lk-help">
        {say(
          'They rest while you type. Switch off what gets in your way, for example with speech input; this browser keeps it.',
        )}
      </p>
      <ul className="lk-plain-list">
        <li className="lk-shortcut">
          <span>{say('Find a page, an action or an application')}</span>
          <Keys keys={[say('Ctrl or ⌘'), 'K']} />
        </li>
        {SHORTCUTS.map(({ id, keys, words }) => (
          <li key={id} className="lk-shortcut">
            <Switch
              label={words}
              checked={!off.has(id)}
              onChange={event => turn(id, event.currentTarget.checked)}
            />
            <Keys keys={keys} />
          </li>
        ))}
      </ul>
      <p className="lk-shortcut-more">
        <TextLink to="/admin/glossary" onClick={onClose}>
          {say('What words mean')}
        </TextLink>
      </p>
    </Modal>
  )
}
