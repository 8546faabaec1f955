/** Answers of an import, taken into what the user vouches for. */
import { describe, expect, it } from 'vitest'
import { withAnswers, type ImportedAnswer } from '../../../shared/inventory/answers.ts'
import { diffFleets } from '../../../shared/inventory/diff.ts'
import type { Statement } from '../../../shared/inventory/fleet.ts'
import { aFleet, aPartition, aServer } from '../../support/fleet-builder.ts'

const alpha = aServer({ id: '9105-42A*1', name: 'alpha' })
const beta = aServer({ id: '9105-42A*2', name: 'beta' })
const fleet = aFleet({
  servers: [alpha, beta],
  partitions: [
    aPartition({ id: `${alpha.id}/5`, serverId: alpha.id, lparId: 5, name: 'web' }),
    aPartition({ id: `${beta.id}/5`, serverId: beta.id, lparId: 5, name: 'web' }),
    aPartition({ id: `${beta.id}/6`, serverId: beta.id, lparId: 6, name: 'db' }),
  ],
  statements: [],
})
const answer = (about: Partial<ImportedAnswer> = {}): ImportedAnswer => ({
  subject: 'npiv-zoning',
  holds: true,
  reason: null,
  partition: null,
  servers: [],
  origin: { file: 'a.answers.json', line: 3 },
  ...about,
})
const owners = (statements: readonly Statement[]) => statements.map((one) => [one.scope, one.scopeId])

describe('an answer', () => {
  it('finds the fleet, a server by name or serial number, and a partition', () => {
    const { statements, problems } = withAnswers(fleet, [
      answer({ partition: 'db' }),
      answer({ servers: ['beta'] }),
      answer({ servers: ['9105-42a*1'] }),
      answer({ partition: 'web', servers: ['alpha'] }),
      answer(),
    ])
    expect(problems).toEqual([])
    expect(owners(statements)).toEqual([
      ['fleet', null],
      ['partition', `${alpha.id}/5`],
      ['partition', `${beta.id}/6`],
      ['server', alpha.id],
      ['server', beta.id],
    ])
  })

  it.each([
    [answer({ servers: ['gamma'] }), 'answer-about-unknown', 'names server "gamma", which is not in'],
    [answer({ partition: 'gone' }), 'answer-about-unknown', 'names partition "gone", which is not in'],
    [
      answer({ partition: 'db', servers: ['alpha'] }),
      'answer-about-unknown',
      'names partition "db" on alpha, which is not in',
    ],
    [answer({ partition: 'web' }), 'answer-ambiguous', 'names partition "web", and there are 2 of that name'],
  ])('about what cannot be found is left out with a problem', (one, code, says) => {
    const { statements, problems } = withAnswers(fleet, [one])
    expect(statements).toEqual([])
    expect(problems).toMatchObject([{ code, severity: 'warning', origin: one.origin }])
    expect(problems[0]?.found).toContain(says)
  })

  it('replaces what was said of the same thing, and says so where it says the opposite', () => {
    const before: Statement = {
      subject: 'npiv-zoning',
      scope: 'fleet',
      scopeId: null,
      holds: false,
      reason: 'asked',
    }
    const kept: Statement = { ...before, subject: 'same-networks' }
    const base = { ...fleet, statements: [before, kept] }
    const opposite = withAnswers(base, [answer({ reason: 'zoned since' })])
    expect(opposite.statements).toEqual([{ ...before, holds: true, reason: 'zoned since' }, kept])
    expect(opposite.problems.map((one) => one.code)).toEqual(['answer-replaced'])
    const same = withAnswers(base, [answer({ holds: false, reason: 'again' })])
    expect(same.statements[0]).toEqual({ ...before, reason: 'again' })
    expect(same.problems).toEqual([])
  })

  it('that another file contradicts counts as little as that one', () => {
    const other = answer({ holds: false, origin: { file: 'b.answers.json', line: 9 } })
    for (const answers of [
      [answer(), other, answer()],
      [other, answer(), other],
    ]) {
      const { statements, problems } = withAnswers(fleet, answers)
      expect(statements).toEqual([])
      expect(problems).toMatchObject([{ code: 'answers-disagree', severity: 'error' }])
    }
  })

  it('none: the statements stay the same list, so that what is kept for them stays', () => {
    expect(withAnswers(fleet, []).statements).toBe(fleet.statements)
  })
})

describe('the preview', () => {
  it('counts answers and names what they are about', () => {
    const { statements } = withAnswers(fleet, [
      answer(),
      answer({ partition: 'db' }),
      answer({ servers: ['alpha'] }),
    ])
    const after = { ...fleet, statements }
    const { counts, changes } = diffFleets(fleet, after)
    expect(counts.find((one) => one.kind === 'answers')).toMatchObject({ new: 3, unchanged: 0 })
    expect(changes.map((one) => [one.name, one.server])).toEqual([
      ['zoning of both WWPNs, the whole fleet', ''],
      ['zoning of both WWPNs, db', 'beta'],
      ['zoning of both WWPNs, alpha', 'alpha'],
    ])
    const turned = { ...after, statements: statements.map((one) => ({ ...one, holds: false })) }
    expect(diffFleets(after, turned).changes[0]?.attributes).toMatchObject([
      { attribute: 'answer', before: 'yes', after: 'no' },
    ])
    expect(diffFleets(after, fleet).counts.find((one) => one.kind === 'answers')?.gone).toBe(3)
  })
})
