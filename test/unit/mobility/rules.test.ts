/** Every rule: what passes, what troubles, what it cannot tell without each of its inputs, and where the line lies. */
import { describe, expect, it } from 'vitest'
import { rules } from '../../../shared/mobility/rules/catalogue.ts'
import { findingOf, verdictOf } from '../../support/mobility-cases.ts'
import type { Case, CaseTable, Said } from './cases/case.ts'
import { featuresCases } from './cases/features-cases.ts'
import { hardwareCases } from './cases/hardware-cases.ts'
import { networkCases } from './cases/network-cases.ts'
import { processorsCases } from './cases/processors-cases.ts'
import { serversCases } from './cases/servers-cases.ts'
import { stateCases } from './cases/state-cases.ts'
import { storageCases } from './cases/storage-cases.ts'
import { viosCases } from './cases/vios-cases.ts'

const families: readonly CaseTable[] = [
  stateCases,
  hardwareCases,
  featuresCases,
  storageCases,
  serversCases,
  processorsCases,
  networkCases,
  viosCases,
]
const ruleCases = new Map(families.flatMap((family) => Object.entries(family)))

const optionsOf = ([, , moveType]: Case) => (moveType === undefined ? {} : { moveType })
const said = (id: string, one: Case) => verdictOf(id, one[0], optionsOf(one))
const words = (change: object) => JSON.stringify(change).slice(0, 160)
const listed = (kind: readonly Case[] | { readonly none: string }) => ('none' in kind ? [] : kind)

describe('the cases', () => {
  it('are of all rules, each rule once', () => {
    const ids = families.flatMap((family) => Object.keys(family))
    expect(ids.toSorted()).toEqual(rules.map((rule) => rule.id).toSorted())
  })
})

describe.each(rules.map((rule) => ({ id: rule.id, rule })))('$id', ({ id, rule }) => {
  const cases = ruleCases.get(id)
  if (cases === undefined) return
  const kinds: readonly [kind: string, cases: readonly Case[], may: readonly Said[]][] = [
    ['passes', cases.pass, ['pass', 'note', 'not asked']],
    ['warns or blocks', listed(cases.trouble), ['warn', 'block']],
    ['cannot tell', cases.unknown, ['unknown']],
  ]

  it.each(kinds)('%s in a case of its own, or says why not', (kind, of, may) => {
    if (kind === 'warns or blocks' && 'none' in cases.trouble) expect(cases.trouble.none).toMatch(/\w{4}/)
    else expect(of.length).toBeGreaterThan(0)
    expect(of.map((one) => one[1]).filter((one) => !may.includes(one))).toEqual([])
  })

  it.each(
    kinds.flatMap(([, of]) =>
      of.map((one) => ({ change: words(one[0]), verdict: one[1], move: one[2] ?? 'by its state', one })),
    ),
  )('$change: $verdict (move: $move)', ({ one }) => {
    expect(said(id, one)).toBe(one[1])
  })

  it('asks for every input that it names, and for no other', () => {
    const asked = cases.unknown.map((one) => findingOf(id, one[0], optionsOf(one)).missing?.input ?? '')
    const optional = Object.keys(cases.warnsWithout ?? {})
    const named = rule.inputs.map((input) => input.name).filter((name) => !optional.includes(name))
    const ofViosList = /^(lpar_env|VIOS \S+)$/
    expect(named.filter((name) => !asked.includes(name))).toEqual([])
    expect(asked.filter((name) => !named.includes(name) && !ofViosList.test(name))).toEqual([])
    for (const name of optional) expect(rule.inputs.map((input) => input.name)).toContain(name)
  })

  it('has a line, or none for a reason', () => {
    if ('none' in cases.boundary) return expect(cases.boundary.none).toMatch(/\w{4}/)
    for (const [here, there] of cases.boundary) {
      expect([words(here[0]), said(id, here)]).toEqual([words(here[0]), here[1]])
      expect([words(there[0]), said(id, there)]).toEqual([words(there[0]), there[1]])
      expect(here[1]).not.toBe(there[1])
    }
  })
})
