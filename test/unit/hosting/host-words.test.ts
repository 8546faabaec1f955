import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { strangeWord } from '../../../electron/hosting/host-words.ts'
import { projectRoot } from '../../support/shared-data.ts'

describe('words behind npm start', () => {
  it.each([[[]], [['--browser', '--no-open', '--port', '8123']], [['--no-sandbox', '--inspect=9229']]])(
    '%j are known',
    (words) => {
      expect(strangeWord(words, 'start')).toBeNull()
    },
  )

  it.each([
    [['--prot', '8123'], '--prot'],
    [['--browser', 'north.lpm'], 'north.lpm'],
    [['--port', '8123', '--open'], '--open'],
  ])('%j has a strange one', (words, word) => {
    expect(strangeWord(words, 'start')?.word).toBe(word)
  })

  it('are fewer for the browser host itself', () => {
    expect(strangeWord(['--no-open', '--port', '1'], 'browser')).toBeNull()
    expect(strangeWord(['--browser'], 'browser')?.word).toBe('--browser')
  })

  it.each(['electron/build/start.ts', 'electron/browser-host/main.ts'])(
    '%s says so and ends with status 2 before it does anything',
    (script) => {
      const ended = spawnSync(process.execPath, [join(projectRoot, script), '--prot', '1'], {
        encoding: 'utf8',
      })
      expect(ended.status).toBe(2)
      expect(ended.stderr).toContain('does not know “--prot”. It takes: ')
      expect(ended.stdout).toBe('')
    },
  )
})
