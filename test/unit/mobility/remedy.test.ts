/** The command inside a remedy's sentence. */
import { describe, expect, it } from 'vitest'
import { remedyParts } from '../../../shared/mobility/remedy.ts'

describe('a remedy', () => {
  it.each([
    [
      'Take memory from it: chhwres -r mem -m a1 -o r --id 7 -q 256',
      'Take memory from it:',
      'chhwres -r mem -m a1 -o r --id 7 -q 256',
      '',
    ],
    [
      'Check RSCT (lsrsrc IBM.MCP) and port 657, then: lssyscfg -r lpar -m a -F name,rmc_state. Or shut it down.',
      'Check RSCT (lsrsrc IBM.MCP) and port 657, then:',
      'lssyscfg -r lpar -m a -F name,rmc_state',
      'Or shut it down.',
    ],
    [
      'Close it before the move: rmvterm -m a --id 7, or end the 5250 console.',
      'Close it before the move:',
      'rmvterm -m a --id 7',
      'Or end the 5250 console.',
    ],
    [
      'chsyscfg -r lpar -m a -i lpar_id=7,migration_disabled=0',
      '',
      'chsyscfg -r lpar -m a -i lpar_id=7,migration_disabled=0',
      '',
    ],
    [
      'Bridge it: chhwres -r virtualio --rsubtype eth (trunk adapter), mkvdev -sea; or allow the gap: migrlpar -o v -m a --vlanbridge 2',
      'Bridge it: chhwres -r virtualio --rsubtype eth (trunk adapter), mkvdev -sea; or allow the gap:',
      'migrlpar -o v -m a --vlanbridge 2',
      '',
    ],
    [
      `Set it: chsyscfg -r prof -m a -i 'name=prod (old),lpar_id=3'`,
      'Set it:',
      `chsyscfg -r prof -m a -i 'name=prod (old),lpar_id=3'`,
      '',
    ],
  ])('%s', (remedy, prose, command, rest) => {
    expect(remedyParts(remedy)).toEqual({ prose, command, rest })
  })

  it.each(['Choose one of two: a larger server, or less memory.', 'Order a key: ask for the target.'])(
    'without a command is prose, also with a colon: %s',
    (prose) => {
      expect(remedyParts(prose)).toEqual({ prose, command: null, rest: '' })
    },
  )
})
