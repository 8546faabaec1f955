import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { factLines } from '../../../../renderer/views/readiness/fact-rows.ts'
import {
  answerOf,
  holdsOf,
  openQuestions,
  questionRules,
  subjectsOf,
} from '../../../../renderer/views/readiness/questions.ts'
import type { Fact } from '../../../../shared/mobility/verdict.ts'
import { sharedData } from '../../../support/shared-data.ts'

const table = sharedData('domain/rules.csv')

const shown = (fact: Fact): string | null =>
  (
    factLines({ ruleId: 'X', verdict: 'block', text: '', facts: [fact], missing: null, remedy: null })[0]
      ?.value ?? null
  )?.replaceAll('\u00a0', ' ') ?? null

describe('facts of a finding', () => {
  it('carry their unit in the notation of the window', () => {
    expect(shown({ name: 'needed', value: 1_341_440, unit: 'MiB' })).toBe('1,310 GiB')
    expect(shown({ name: 'needed', value: 10_485_760, unit: 'MiB' })).toBe('10,240 GiB')
    expect(shown({ name: 'needed', value: 1_075, unit: 'centi' })).toBe('10.75 units')
    expect(shown({ name: 'network', value: 2_047, unit: 'VLAN id' })).toBe('VLAN 2047')
    expect(shown({ name: 'link', value: 2.5, unit: 'Gb/s' })).toBe('2.50 Gb/s')
    expect(shown({ name: 'mover', value: false })).toBe('no')
    expect(shown({ name: 'places', value: 1_200 })).toBe('1,200')
  })
  it('stay unknown where nothing is known', () => {
    expect(shown({ name: 'free', value: null, unit: 'MiB' })).toBeNull()
  })
})

describe('questions', () => {
  const said = { scope: 'fleet', scopeId: null, holds: false, reason: null } as const
  it('are found by the rules of findings', () => {
    expect(subjectsOf(['MEM-AVAIL', 'NET-L2', 'SRC-NPIV-PAIR'])).toEqual(['npiv-zoning', 'same-networks'])
    expect(subjectsOf(['MEM-AVAIL'])).toEqual([])
  })
  it('are open until somebody answers for the whole fleet', () => {
    expect(openQuestions([])).toBe(5)
    expect(openQuestions([{ subject: 'same-networks', ...said }])).toBe(4)
    expect(openQuestions([{ subject: 'same-networks', ...said, scope: 'partition', scopeId: 'p' }])).toBe(5)
  })
  it('have three answers that come back as they went', () => {
    for (const holds of [true, false])
      expect(holdsOf(answerOf({ subject: 'npiv-zoning', ...said, holds }))).toBe(holds)
    expect(holdsOf(answerOf(undefined))).toBeNull()
  })
  it.skipIf(table === null)('name only rules of the reference table', () => {
    const known = readFileSync(table ?? '', 'utf8')
      .split('\n')
      .map((line) => line.split(',')[0])
    for (const rules of Object.values(questionRules)) for (const rule of rules) expect(known).toContain(rule)
  })
})
