import { expect, it } from 'vitest'
import { emptyFleet } from '../../../shared/inventory/fleet.ts'
import { mergePatches } from '../../../shared/inventory/merge.ts'
import type { FleetPatch } from '../../../shared/inventory/patch.ts'
import { answerableQuestions, type AnswerableQuestion } from '../../../shared/inventory/questions.ts'
import { alpha, beta, clientPatch, completePatch, serverPatch, viosPatch } from '../../support/patches.ts'

function ask(patches: readonly FleetPatch[], id: string): AnswerableQuestion | undefined {
  return answerableQuestions(mergePatches(patches, null).fleet).find((one) => one.id === id)
}

it('answers nothing about an empty inventory, and says for each question what to collect', () => {
  const questions = answerableQuestions(emptyFleet)
  expect(questions.length).toBeGreaterThanOrEqual(12)
  expect(new Set(questions.map((one) => one.id)).size).toBe(questions.length)
  expect(questions.every((one) => one.status === 'unknown' && one.command !== null)).toBe(true)
})

it('answers where all is known, partly where some is, and names whom it is not known of', () => {
  const known = serverPatch(alpha, { firmware: 'VL950_FW950.40 (99)' })
  expect(ask([known], 'firmware-pairs')).toMatchObject({ status: 'answered', command: null })
  const partly = ask([known, serverPatch(beta)], 'firmware-pairs')
  expect(partly?.status).toBe('partly')
  expect(partly?.text).toContain('1 of 2 systems')
  expect(partly?.text).toContain('beta')
  expect(partly?.command).toContain('lslic')
  expect(ask([serverPatch(beta)], 'firmware-pairs')?.status).toBe('unknown')
})

it('asks for RMC of active partitions only', () => {
  const vios = viosPatch(alpha, { lparId: 1, name: 'vios' }, { rmcState: 'active' })
  const stopped = clientPatch(alpha, { lparId: 3, name: 'off' }, { state: 'not activated' })
  const up = clientPatch(alpha, { lparId: 4, name: 'on' }, { state: 'running', rmcState: 'active' })
  expect(ask([serverPatch(alpha), vios, stopped, up], 'resource-monitoring')?.status).toBe('answered')
  const silent = clientPatch(alpha, { lparId: 5, name: 'silent' }, { state: 'running' })
  expect(ask([serverPatch(alpha), vios, up, silent], 'resource-monitoring')?.text).toContain('silent')
})

it('asks for the link of movers, not of a VIOS that is none', () => {
  const mover = viosPatch(alpha, { lparId: 1, name: 'm' }, { mover: true, linkGbps: 10 })
  const other = viosPatch(alpha, { lparId: 2, name: 'n' }, { mover: false })
  expect(ask([serverPatch(alpha), mover, other], 'mover-links')?.status).toBe('answered')
})

it('counts an adapter without known backing as not known, and no adapters as known', () => {
  const vios = viosPatch(alpha, { lparId: 1, name: 'vios' })
  const noDisks = completePatch(alpha, 'physicalVolumes')
  const scsi = { slot: 2, viosLparId: 1, viosName: null, viosSlot: 12, required: null }
  const withBacking = (backing: [] | null): FleetPatch =>
    clientPatch(alpha, { lparId: 3, name: 'db' }, {}, { lists: { virtualScsi: [{ ...scsi, backing }] } })
  expect(ask([serverPatch(alpha), vios, noDisks, withBacking(null)], 'disk-reach')?.status).toBe('partly')
  expect(ask([serverPatch(alpha), vios, noDisks, withBacking([])], 'disk-reach')?.status).toBe('answered')
})

it('does not ask IBM i for dynamic changes through RMC', () => {
  const aix = clientPatch(
    alpha,
    { lparId: 3, name: 'db' },
    { os: 'aix', state: 'running', dlparCapable: true },
  )
  const ibmi = clientPatch(alpha, { lparId: 4, name: 'erp' }, { os: 'ibmi', state: 'running' })
  expect(ask([serverPatch(alpha), aix, ibmi], 'dynamic-changes')?.status).toBe('answered')
  const silent = clientPatch(alpha, { lparId: 5, name: 'silent' }, { os: 'linux', state: 'running' })
  expect(ask([serverPatch(alpha), aix, ibmi, silent], 'dynamic-changes')?.text).toContain('silent')
})

it('needs the activated cores of members of a pool only', () => {
  const outside = serverPatch(alpha, { enterprisePool: '' })
  expect(ask([outside], 'activations')?.status).toBe('answered')
  expect(ask([outside, serverPatch(beta, { enterprisePool: 'p' })], 'activations')?.status).toBe('partly')
  const member = serverPatch(beta, { enterprisePool: 'p', activatedCores: 24 })
  expect(ask([outside, member], 'activations')?.status).toBe('answered')
})
