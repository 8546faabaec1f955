/** State and flags of the partition, and what the user says of it. */
import { alphaId } from '../../../support/fleet-builder.ts'
import { answer, statement } from '../../../support/mobility-cases.ts'
import { partition, word, type CaseTable } from './case.ts'

const ibmi = partition({ os: 'ibmi', environment: 'os400', rmcState: 'none' })
const cluster = (...statements: ReturnType<typeof statement>[]) => ({ statements })
const own = `${alphaId}/10`

export const stateCases: CaseTable = {
  'SRC-STATE': {
    pass: [
      [{}, 'pass'],
      [partition({ state: 'not activated' }), 'pass'],
      [partition({ state: 'suspended' }), 'pass'],
    ],
    trouble: [
      [partition({ state: 'open firmware' }), 'warn'],
      [partition({ state: 'shutting down' }), 'block'],
      [{}, 'warn', 'inactive'],
      [partition({ state: 'not activated' }), 'block', 'active'],
      [partition({ state: 'running' }), 'block', 'suspended'],
    ],
    unknown: [[partition({ state: null }), 'unknown']],
    boundary: word,
  },
  'SRC-NOTVIOS': {
    pass: [
      [{}, 'pass'],
      [partition({ environment: null, os: 'linux' }), 'pass'],
    ],
    trouble: [[partition({ environment: 'vioserver' }), 'block']],
    unknown: [[partition({ environment: null, os: null }), 'unknown']],
    boundary: word,
  },
  'SRC-MIGDIS': {
    pass: [[{}, 'pass']],
    trouble: [[partition({ migrationDisabled: true }), 'block']],
    unknown: [[partition({ migrationDisabled: null }), 'unknown']],
    boundary: word,
  },
  'SRC-BUSY': {
    pass: [
      [{}, 'pass'],
      [partition({ migrationState: 'Not_Migrating' }), 'pass'],
    ],
    trouble: [[partition({ migrationState: 'Migration In Progress' }), 'block']],
    unknown: [[partition({ migrationState: null }), 'unknown']],
    boundary: word,
  },
  'SRC-BOOTED-FULL': {
    pass: [[{}, 'pass']],
    trouble: [[partition({ allResources: true }), 'block']],
    unknown: [[partition({ allResources: null }), 'unknown']],
    boundary: word,
  },
  'SRC-SERVICE': {
    pass: [
      [{}, 'pass'],
      [partition({ servicePartition: true, state: 'not activated' }), 'not asked'],
    ],
    trouble: [[partition({ servicePartition: true }), 'block']],
    unknown: [[partition({ servicePartition: null }), 'unknown']],
    boundary: word,
  },
  'SRC-TIMEREF': {
    pass: [[{}, 'pass']],
    trouble: [[partition({ timeReference: true }), 'warn']],
    unknown: [[partition({ timeReference: null }), 'unknown']],
    boundary: word,
  },
  'SRC-RMC': {
    pass: [
      [{}, 'pass'],
      [partition({ rmcState: 'none', os: 'ibmi', environment: 'os400' }), 'pass'],
      [partition({ rmcState: 'inactive', state: 'not activated' }), 'not asked'],
    ],
    trouble: [
      [partition({ rmcState: 'inactive' }), 'block'],
      [partition({ rmcState: 'none' }), 'block'],
    ],
    unknown: [
      [partition({ rmcState: null }), 'unknown'],
      [partition({ rmcState: 'none', os: null, environment: null }), 'unknown'],
    ],
    boundary: word,
  },
  'SRC-DLPAR': {
    pass: [
      [{}, 'pass'],
      [partition({ dlparCapable: false }), 'not asked', 'inactive'],
      [partition({ os: 'ibmi', environment: 'os400', dlparCapable: null }), 'pass'],
    ],
    trouble: [[partition({ dlparCapable: false }), 'warn']],
    unknown: [[partition({ dlparCapable: null }), 'unknown']],
    boundary: word,
  },
  'SRC-REDERR': {
    pass: [[{}, 'pass']],
    trouble: [[partition({ redundantErrorPathReporting: true }), 'block']],
    unknown: [[partition({ redundantErrorPathReporting: null }), 'unknown']],
    boundary: word,
  },
  'SRC-CONSOLE': {
    pass: [
      [{}, 'pass'],
      [ibmi, 'pass'],
      [answer('console-sessions', true), 'pass'],
      [
        {
          ...ibmi,
          statements: [
            statement('console-sessions', true),
            statement('console-sessions', false, 'partition', own),
          ],
        },
        'pass',
      ],
    ],
    trouble: [[{ ...ibmi, ...answer('console-sessions', true) }, 'warn']],
    unknown: [
      [{ ...ibmi, ...answer('console-sessions', null) }, 'unknown'],
      [{ ...partition({ os: null, environment: null }), ...answer('console-sessions', true) }, 'unknown'],
    ],
    boundary: word,
  },
  'SRC-PROFILE': {
    pass: [
      [{}, 'pass'],
      [partition({ profileSynchronised: false }), 'pass', 'inactive'],
      [partition({ profileSynchronised: null }), 'pass', 'inactive'],
    ],
    trouble: [
      [partition({ profileNames: ['normal', 'maintenance'] }), 'warn'],
      [partition({ profileNames: ['old'], profileSynchronised: null }), 'warn'],
      [partition({ defaultProfile: 'small' }), 'warn'],
      [partition({ profileSynchronised: false }), 'warn'],
    ],
    unknown: [
      [partition({ currentProfile: null }), 'unknown'],
      [partition({ defaultProfile: null }), 'unknown'],
      [partition({ profileNames: null }), 'unknown'],
      [partition({ profileSynchronised: null }), 'unknown'],
    ],
    boundary: [
      [
        [partition({ profileNames: ['normal'] }), 'pass'],
        [partition({ profileNames: ['normal', 'second'] }), 'warn'],
      ],
    ],
  },
  'SRC-WLG': {
    pass: [
      [{}, 'pass'],
      [partition({ workGroupId: '' }), 'pass'],
    ],
    trouble: [[partition({ workGroupId: '3' }), 'warn']],
    unknown: [[partition({ workGroupId: null }), 'unknown']],
    boundary: word,
  },
  'SRC-CLUSTER': {
    pass: [
      [{}, 'pass'],
      [
        cluster(statement('cluster-software', true), statement('cluster-software', false, 'server', alphaId)),
        'pass',
      ],
      [
        cluster(
          statement('cluster-software', true, 'server', alphaId),
          statement('cluster-software', false, 'partition', own),
        ),
        'pass',
      ],
      [answer('cluster-software', true), 'not asked', 'inactive'],
    ],
    trouble: [
      [answer('cluster-software', true), 'warn'],
      [
        cluster(statement('cluster-software', false), statement('cluster-software', true, 'partition', own)),
        'warn',
      ],
      [
        cluster(statement('cluster-software', false), statement('cluster-software', true, 'server', alphaId)),
        'warn',
      ],
    ],
    unknown: [
      [answer('cluster-software', null), 'unknown'],
      [cluster(statement('cluster-software', false, 'partition', `${alphaId}/11`)), 'unknown'],
    ],
    boundary: word,
  },
  'SRC-LICENSE': {
    pass: [
      [{}, 'pass'],
      [{ ...partition({ virtualSerialNumber: 'VSN1234' }), ...answer('serial-licences', true) }, 'pass'],
      [{ ...partition({ virtualSerialNumber: 'VSN1234' }), ...answer('serial-licences', null) }, 'pass'],
      [partition({ virtualSerialNumber: null }), 'pass'],
    ],
    trouble: [[answer('serial-licences', true), 'warn']],
    unknown: [
      [answer('serial-licences', null), 'unknown'],
      [{ ...partition({ virtualSerialNumber: null }), ...answer('serial-licences', true) }, 'unknown'],
    ],
    boundary: word,
  },
}
