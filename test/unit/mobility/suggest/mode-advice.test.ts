import { describe, expect, it } from 'vitest'
import type { Partition, Server } from '../../../../shared/inventory/fleet.ts'
import { defaultCatalogue } from '../../../../shared/mobility/catalogue/default-catalogue.ts'
import { modeAdvice } from '../../../../shared/mobility/suggest/mode-advice.ts'
import { aPartition, aServer, betaId } from '../../../support/fleet-builder.ts'

const nine = { generation: 'POWER9', compatModes: ['default', 'POWER8', 'POWER9_base', 'POWER9'] } as const

function advise(partition: Partial<Partition>, source: Partial<Server> = nine, target: Partial<Server> = {}) {
  return modeAdvice(
    aPartition(partition),
    aServer(source),
    aServer({ id: betaId, ...target }),
    defaultCatalogue,
  )
}

describe('processor mode advice', () => {
  it('says that a restart closes the way back', () => {
    const advice = advise({ currentMode: 'POWER9', desiredMode: 'default' })
    expect(advice).toMatchObject({
      mayRun: true,
      staysIn: 'POWER9',
      highestThere: 'POWER10',
      afterRestart: 'POWER10',
      wayBack: 'closes',
      change:
        'It runs in POWER9 mode until it is restarted; after a restart on beta it runs in POWER10 mode, ' +
        'which alpha does not offer: the way back to alpha closes then.',
    })
    expect(advice.sentences).toEqual(['beta offers the processor mode of p10-0001.', advice.change])
  })

  it('says that a set mode stays, and keeps the way back', () => {
    const advice = advise({ currentMode: 'POWER9', desiredMode: 'POWER9' })
    expect(advice).toMatchObject({ staysIn: 'POWER9', afterRestart: 'POWER9', wayBack: 'open', change: null })
    expect(advice.sentences[1]).toBe(
      'It stays in POWER9 mode until it is restarted; beta offers up to POWER10.',
    )
  })

  it('says what a restart changes although the way back stays open', () => {
    const advice = advise({ currentMode: 'POWER8', desiredMode: 'default' }, {}, {})
    expect(advice.wayBack).toBe('open')
    expect(advice.change).toBe(
      'After a restart on beta p10-0001 runs in POWER10 mode; the way back to alpha stays open.',
    )
  })

  it('says that the target does not offer the mode, and nothing of afterwards', () => {
    const advice = advise({ currentMode: 'POWER10', desiredMode: 'POWER10' }, {}, nine)
    expect(advice).toMatchObject({ mayRun: false, staysIn: null, wayBack: null, change: null })
    expect(advice.sentences).toEqual([
      'beta does not offer the processor mode of p10-0001; it offers default, POWER8, POWER9_base and POWER9.',
    ])
  })

  it('asks only for the preferred mode of a partition that does not run', () => {
    const stopped = { state: 'not activated', currentMode: 'POWER7', desiredMode: 'POWER8' }
    expect(advise(stopped)).toMatchObject({ mayRun: true, staysIn: null, afterRestart: 'POWER8' })
    expect(advise({ ...stopped, state: 'running' }).mayRun).toBe(false)
    expect(advise({ ...stopped, desiredMode: 'default' }).change).toMatch(
      /^After a restart on beta it runs in POWER10 mode, which alpha does not offer/,
    )
  })

  it.each([
    ['the current mode', { currentMode: null }, {}, {}],
    ['a current mode that only says default', { currentMode: 'default' }, {}, {}],
    ['the preferred mode', { desiredMode: null }, {}, {}],
    ['the modes of the target', {}, {}, { compatModes: null, generation: null }],
  ] as const)('cannot tell without %s', (_what, partition, source, target) => {
    const advice = advise(partition, source, target)
    expect(advice.mayRun).toBeNull()
    expect(advice.sentences[0]).toBe('Whether beta offers the processor mode of p10-0001 is not known.')
  })

  it('cannot tell about the way back without the modes of the source', () => {
    const advice = advise({}, { compatModes: null, generation: null })
    expect(advice).toMatchObject({ mayRun: true, wayBack: null, change: null })
    expect(advice.sentences.at(-1)).toBe('Whether alpha takes it back after a restart on beta is not known.')
  })

  it('says that a list is the catalogue of the application', () => {
    const advice = advise({}, nine, { compatModes: null })
    expect(advice.sentences[0]).toMatch(/by the catalogue, its own list was not imported\.$/)
  })
})
