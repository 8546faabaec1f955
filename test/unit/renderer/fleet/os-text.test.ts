import { expect, it } from 'vitest'
import type { Partition } from '../../../../shared/inventory/fleet.ts'
import { osText } from '../../../../renderer/views/fleet/os-text.ts'
import { inventFleet } from '../../../support/fake-application/invented-fleet.ts'

const partition = inventFleet(10).partitions[0] as Partition
const shown = (os: Partition['os'], osVersion: string | null): string =>
  osText({ ...partition, os, osVersion })

it('names the system once, without kernel and build levels', () => {
  expect(shown('linux', 'Linux/SuSE 5.14.21-150500.55.83-default 15.5')).toBe('Linux SuSE 15.5')
  expect(shown('linux', 'Linux/Red Hat 9.4')).toBe('Linux Red Hat 9.4')
  expect(shown('aix', 'AIX 7.3 7300-02-01-2346')).toBe('AIX 7.3 7300-02-01')
  expect(shown('ibmi', 'IBM i 7.5')).toBe('IBM i 7.5')
})
it('says the environment where the system is not known, and no data where nothing is', () => {
  expect(osText({ ...partition, os: null, environment: 'aixlinux', osVersion: null })).toBe('aixlinux')
  expect(osText({ ...partition, os: null, environment: null, osVersion: null })).toBe('no data')
})
