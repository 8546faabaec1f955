import { describe, expect, it } from 'vitest'
import type { ScenarioPart } from '../../../shared/forecast/scenario.ts'
import { lowerBound } from '../../../shared/planning/bound.ts'

function part(name: string, mem: number, parts: Partial<ScenarioPart> = {}): ScenarioPart {
  return { name, mem, path: {}, used: 1, ratio: 0.5, cap: 100, t_prep: 6, t_susp: 1, t_clean: 3, ...parts }
}

function bound(
  parts: readonly ScenarioPart[],
  source = { linkRate: 1e9, coreByteRate: 1e9, slots: 100 },
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
    const links = { linkRate: 10, coreByteRate: 1e9, slots: 100 }
    expect(bound([part('a', 1_000), part('b', 3_000)], links)).toMatchObject({ seconds: 10 + 2_000 / 10 })
  })

  it('is that of the cores, by raw bytes', () => {
    const cores = { linkRate: 1e9, coreByteRate: 20, slots: 100 }
    expect(bound([part('a', 1_000), part('b', 3_000)], cores)).toMatchObject({ seconds: 10 + 4_000 / 20 })
  })

  it('is that of the slots of the server or of the plan', () => {
    const parts = [1, 2, 3, 4].map((n) => part(`p${n}`, 1_000))
    expect(bound(parts, { linkRate: 1e9, coreByteRate: 1e9, slots: 2 })).toMatchObject({ seconds: 40 })
    expect(bound(parts, undefined, 1)).toMatchObject({ seconds: 80 })
  })

  it('is that of a target as well', () => {
    const cores = { linkRate: 1e9, coreByteRate: 20, slots: 100 }
    const parts = [part('a', 1_000), part('b', 3_000)]
    expect(bound(parts, undefined, null, cores)).toMatchObject({
      seconds: 10 + 4_000 / 20,
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
    const parts = [part('a', 1_000, { dirty: 20, dirty_model: 'cap' })]
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
    const ofAlpha = (capacity: { linkRate: number; coreByteRate: number; slots: number }) =>
      lowerBound(both, scenario, { ofServer: (id) => (id === 's' ? capacity : null), plan: null })
    expect(ofAlpha({ linkRate: 1e9, coreByteRate: 20, slots: 9 })).toMatchObject({ seconds: 10 + 2_000 / 20 })
    expect(ofAlpha({ linkRate: 10, coreByteRate: 1e9, slots: 9 })).toMatchObject({ seconds: 10 + 500 / 10 })
  })

  it('is none without moves', () => {
    expect(bound([])).toBeNull()
  })
})
