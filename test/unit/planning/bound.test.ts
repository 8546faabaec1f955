import { describe, expect, it } from 'vitest'
import type { ScenarioPart } from '../../../shared/forecast/scenario.ts'
import { lowerBound, type CarryingMover } from '../../../shared/planning/bound.ts'

function part(name: string, mem: number, parts: Partial<ScenarioPart> = {}): ScenarioPart {
  return {
    name,
    mem,
    path: {},
    used: 1,
    ratio: 0.5,
    cap: 100,
    t_prep: 6,
    t_susp: 1,
    t_clean: 3,
    bitmap: 0,
    ...parts,
  }
}

/** A mover that carries anything, for moves of 100 bytes/s each. */
const wide: CarryingMover = { linkRate: 1e9, coreByteRate: 1e9, ceiling: 100, slots: 100 }

/** A server of such movers, each changed as said. */
const server = (...movers: readonly Partial<CarryingMover>[]) => {
  const all = movers.map((one) => ({ ...wide, ...one }))
  return { movers: all, slots: all.reduce((sum, one) => sum + one.slots, 0) }
}

function bound(
  parts: readonly ScenarioPart[],
  source = server({}),
  plan: number | null = null,
  target: typeof source | null = null,
) {
  const moves = parts.map(({ name }) => ({
    id: name,
    name,
    sourceServerId: 's',
    sourceName: 'alpha',
    targetServerId: 't',
    targetName: 'beta',
  }))
  return lowerBound(
    moves,
    { resources: {}, parts },
    { ofServer: (id) => (id === 's' ? source : target), plan },
  )
}

describe('the lower bound', () => {
  it('is that of the longest move alone', () => {
    expect(bound([part('a', 1_000), part('b', 5_000)])).toMatchObject({
      seconds: 60,
      reason: expect.stringMatching(/^b /),
    })
  })

  it('is that of the links, by bytes on the wire', () => {
    const links = server({ linkRate: 50 })
    expect(bound([part('a', 1_000), part('b', 3_000)], links)).toMatchObject({ seconds: 9 + 2_000 / 50 })
  })

  it('is that of the cores, by raw bytes', () => {
    const cores = server({ coreByteRate: 20 })
    expect(bound([part('a', 1_000), part('b', 3_000)], cores)).toMatchObject({ seconds: 9 + 4_000 / 20 })
  })

  it('is that of the slots of the server or of the plan', () => {
    const parts = [1, 2, 3, 4].map((n) => part(`p${n}`, 1_000))
    expect(bound(parts, server({ slots: 2 }))).toMatchObject({ seconds: 40 })
    expect(bound(parts, undefined, 1)).toMatchObject({ seconds: 80 })
  })

  it('is that of a target as well', () => {
    const cores = server({ coreByteRate: 20 })
    const parts = [part('a', 1_000), part('b', 3_000)]
    expect(bound(parts, undefined, null, cores)).toMatchObject({
      seconds: 9 + 4_000 / 20,
      reason: 'The cores of the movers of beta move no more.',
    })
  })

  it('is that of a chain of moves that wait for each other', () => {
    const moves = ['a', 'b', 'c'].map((id, i) => ({
      id,
      name: id,
      sourceServerId: `s${i}`,
      sourceName: `s${i}`,
      targetServerId: `t${i}`,
      targetName: `t${i}`,
      after: i === 2 ? ['a'] : [],
    }))
    const parts = [part('a', 1_000), part('b', 2_000), part('c', 3_000)]
    expect(lowerBound(moves, { resources: {}, parts }, { ofServer: () => null, plan: null })).toEqual({
      seconds: 20 + 40,
      reason: 'a and the moves that wait for it in turn take so long one after the other.',
    })
  })

  it('counts what is written during the fastest first pass', () => {
    // 1,000 bytes at 100 a second: 10 s in which 20 a second are written.
    const parts = [part('a', 1_000, { dirty: 20, dirty_model: 'cap', max_passes: 1 })]
    expect(bound(parts)).toMatchObject({ seconds: 10 + 12 })
    expect(bound([part('a', 1_000, { dirty: 20, hot: 50, dirty_model: 'cap' })])).toMatchObject({
      seconds: 10 + 10.5,
    })
  })

  it('counts both directions together for cores, and by itself for links', () => {
    const both = [
      {
        id: 'a',
        name: 'a',
        sourceServerId: 's',
        sourceName: 'alpha',
        targetServerId: 't',
        targetName: 'beta',
      },
      {
        id: 'b',
        name: 'b',
        sourceServerId: 't',
        sourceName: 'beta',
        targetServerId: 's',
        targetName: 'alpha',
      },
    ]
    const scenario = { resources: {}, parts: [part('a', 1_000), part('b', 1_000)] }
    const ofAlpha = (capacity: ReturnType<typeof server>) =>
      lowerBound(both, scenario, { ofServer: (id) => (id === 's' ? capacity : null), plan: null })
    expect(ofAlpha(server({ coreByteRate: 20 }))).toMatchObject({ seconds: 9 + 2_000 / 20 })
    expect(ofAlpha(server({ linkRate: 10 }))).toMatchObject({ seconds: 10 + 500 / 10 })
  })

  it('is none without moves', () => {
    expect(bound([])).toBeNull()
  })
})
