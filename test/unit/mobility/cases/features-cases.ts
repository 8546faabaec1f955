/** Features of the partition that the target must offer too. */
import type { Partition } from '../../../../shared/inventory/fleet.ts'
import type { Change } from '../../../support/mobility-cases.ts'
import { partition, word, type CaseTable } from './case.ts'

/** A minimum affinity score, on a source of some generation. */
const minimum = (
  minAffinityScore: number | null,
  minAffinityAction: Partition['minAffinityAction'],
  generation: 'POWER10' | 'POWER11' | null = 'POWER11',
): Change => ({ partition: { minAffinityScore, minAffinityAction }, source: { generation } })
const expansion = (memoryExpansion: number): Change => ({
  partition: { memoryExpansion },
  target: { capabilities: { active_mem_expansion_capable: false } },
})

export const featuresCases: CaseTable = {
  'SRC-AMS': {
    pass: [[{}, 'pass']],
    trouble: [
      [
        {
          partition: { memoryMode: 'shared' },
          target: { capabilities: { active_mem_sharing_capable: false } },
        },
        'block',
      ],
    ],
    unknown: [
      [partition({ memoryMode: 'shared' }), 'unknown'],
      [partition({ memoryMode: null }), 'unknown'],
      [{ partition: { memoryMode: 'shared' }, target: { capabilities: {} } }, 'unknown'],
    ],
    boundary: word,
  },
  'SRC-AME': {
    pass: [
      [{}, 'pass'],
      [partition({ memoryExpansion: 1.4 }), 'pass'],
      [{ target: { capabilities: { active_mem_expansion_capable: false } } }, 'pass'],
    ],
    trouble: [
      [
        {
          partition: { memoryExpansion: 1.4 },
          target: { capabilities: { active_mem_expansion_capable: false } },
        },
        'block',
      ],
    ],
    unknown: [
      [{ partition: { memoryExpansion: 1.4 }, target: { capabilities: {} } }, 'unknown'],
      [partition({ memoryExpansion: null }), 'unknown'],
    ],
    boundary: [
      [
        [expansion(0), 'pass'],
        [expansion(0.01), 'block'],
      ],
    ],
  },
  'SRC-VTPM': {
    pass: [
      [{}, 'pass'],
      [partition({ vtpm: true }), 'pass'],
    ],
    trouble: [[{ partition: { vtpm: true }, target: { capabilities: { vtpm_capable: false } } }, 'block']],
    unknown: [
      [{ partition: { vtpm: true }, target: { capabilities: {} } }, 'unknown'],
      [partition({ vtpm: null }), 'unknown'],
    ],
    boundary: word,
  },
  'SRC-MINAFF': {
    pass: [
      [{}, 'pass'],
      [minimum(null, null, 'POWER10'), 'pass'],
      [minimum(80, 'fail', 'POWER10'), 'pass'],
      [{ ...minimum(80, 'fail', 'POWER10'), target: { generation: 'POWER11' } }, 'pass'],
      [minimum(0, null), 'pass'],
      [minimum(0, null, null), 'pass'],
      [minimum(80, 'fail'), 'not asked', 'inactive'],
    ],
    trouble: [
      [minimum(80, 'warn'), 'warn'],
      [minimum(80, 'fail'), 'block'],
    ],
    unknown: [
      [minimum(null, null), 'unknown'],
      [minimum(80, null), 'unknown'],
      [minimum(80, 'fail', null), 'unknown'],
      [minimum(null, null, null), 'unknown'],
    ],
    boundary: [
      [
        [minimum(0, 'fail'), 'pass'],
        [minimum(1, 'fail'), 'block'],
      ],
      [
        [minimum(80, 'fail', 'POWER10'), 'pass'],
        [minimum(80, 'fail', 'POWER11'), 'block'],
      ],
    ],
  },
  'RR-SRR': {
    pass: [
      [{}, 'pass'],
      [partition({ simplifiedRemoteRestart: true }), 'pass'],
    ],
    trouble: [
      [
        {
          partition: { simplifiedRemoteRestart: true },
          target: { capabilities: { powervm_lpar_simplified_remote_restart_capable: false } },
        },
        'warn',
      ],
    ],
    unknown: [
      [partition({ simplifiedRemoteRestart: null }), 'unknown'],
      [{ partition: { simplifiedRemoteRestart: true }, target: { capabilities: {} } }, 'unknown'],
    ],
    boundary: word,
  },
}
