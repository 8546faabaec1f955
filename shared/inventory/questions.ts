/**
 * What the inventory can answer about moves, and what it cannot because a source was not imported: each question with
 * the command that supplies what is missing. Commands: domain.md 1.1 (HMC CLI bundle) and 2.1 (REST).
 */
import type { Fleet, Partition, Server, Vios } from './fleet.ts'
import { isActiveState } from './partition-state.ts'

export interface AnswerableQuestion {
  readonly id: string
  readonly question: string
  readonly status: 'answered' | 'partly' | 'unknown'
  /** How much is known, and of whom it is not. */
  readonly text: string
  /** What supplies the rest; null where nothing is missing. */
  readonly command: string | null
}

/** One kind of fact a question rests on. */
interface Need {
  /** Plural noun: "systems". */
  readonly of: string
  readonly fact: string
  readonly total: number
  readonly missing: readonly string[]
}

interface Question {
  readonly id: string
  readonly question: string
  readonly command: string
  readonly needs: (fleet: Fleet) => readonly Need[]
}

const questions: readonly Question[] = [
  {
    id: 'compatibility-modes',
    question: 'Which systems offer the processor compatibility mode a partition runs in?',
    command:
      'lssyscfg -r sys -F name,lpar_proc_compat_modes; lssyscfg -r lpar -m <system> (REST: ManagedSystem, LogicalPartition)',
    needs: (fleet) => [
      systems(fleet, 'the modes it offers', (server) => server.compatModes !== null),
      running(fleet, 'its current mode', (partition) => partition.currentMode !== null),
    ],
  },
  {
    id: 'firmware-pairs',
    question: 'Do the firmware levels of source and target allow a move?',
    command: 'lslic -m <system> -t syspower (REST: ManagedSystem, SystemFirmware)',
    needs: (fleet) => [systems(fleet, 'its firmware release', (server) => server.firmwareRelease !== null)],
  },
  {
    id: 'mobility-capable',
    question: 'Are the systems licensed and able to move partitions?',
    command: 'lssyscfg -r sys',
    needs: (fleet) => [
      systems(fleet, 'its mobility capability', (server) => server.activeMobilityCapable !== null),
    ],
  },
  {
    id: 'memory',
    question: 'Does the memory of a partition fit on the target?',
    command: 'lshwres -r mem -m <system> --level sys; lshwres -r mem -m <system> --level lpar',
    needs: (fleet) => [
      systems(fleet, 'its available memory', (server) => server.availableMemoryMib !== null),
      systems(fleet, 'its memory block size', (server) => server.lmbMib !== null),
      clients(
        fleet,
        'its memory',
        (partition) => partition.memoryMib !== null && partition.maxMemoryMib !== null,
      ),
    ],
  },
  {
    id: 'processors',
    question: 'Do the processors of a partition fit on the target?',
    command: 'lshwres -r proc -m <system> --level sys; lshwres -r proc -m <system> --level lpar',
    needs: (fleet) => [
      systems(fleet, 'its available processing units', (server) => server.availableCenti !== null),
      clients(
        fleet,
        'its entitlement',
        (partition) => partition.entitledCenti !== null && partition.processorMode !== null,
      ),
    ],
  },
  {
    id: 'resource-monitoring',
    question: 'Can the HMC talk to the running partitions and to the VIOS (RMC)?',
    command: 'lssyscfg -r lpar -m <system> -F name,lpar_id,rmc_state',
    needs: (fleet) => [
      running(fleet, 'its RMC state', (partition) => partition.rmcState !== null),
      vios(fleet, 'its RMC state', (one) => one.rmcState !== null),
    ],
  },
  {
    id: 'movers',
    question: 'Which VIOS can move partitions (mover service partition)?',
    command: 'lssyscfg -r lpar -m <system> -F name,lpar_id,msp',
    needs: (fleet) => [vios(fleet, 'whether it is a mover', (one) => one.mover !== null)],
  },
  {
    id: 'mover-links',
    question: 'How fast is the network between the movers?',
    command: 'viosvrcmd -m <system> -p <VIOS> -c "entstat -all <adapter of the mover address>"',
    needs: (fleet) => [movers(fleet, 'its link speed', (one) => one.linkGbps !== null)],
  },
  {
    id: 'moves-at-once',
    question: 'How many moves may run at once?',
    command: 'lslparmigr -r sys -m <system>; viosvrcmd -m <system> -p <VIOS> -c "lsdev -dev vioslpm0 -attr"',
    needs: (fleet) => [
      systems(fleet, 'its limit of active moves', (server) => server.maxActiveMigrations !== null),
      movers(fleet, 'its limit of moves', (one) => one.moverSlots !== null),
    ],
  },
  {
    id: 'disk-reach',
    question: 'Do the VIOS of the target see the disks of a partition (virtual SCSI)?',
    command:
      'viosvrcmd -m <system> -p <VIOS> -c "lsmap -all -fmt :"; the same with "chkdev -fmt : -field name identifier"',
    needs: (fleet) => [
      clients(
        fleet,
        'its virtual SCSI adapters and what backs them',
        (partition) => partition.virtualScsi?.every((adapter) => adapter.backing !== null) ?? false,
      ),
      vios(
        fleet,
        'its disks with their identifiers',
        (one) => one.physicalVolumes?.every((volume) => volume.uniqueId !== null) ?? false,
      ),
    ],
  },
  {
    id: 'fabric-reach',
    question: 'Can the Fibre Channel adapters of a partition be served by the target?',
    command:
      'lshwres -r virtualio --rsubtype fc --level lpar -m <system>; viosvrcmd -m <system> -p <VIOS> -c lsnports',
    needs: (fleet) => [
      clients(
        fleet,
        'its virtual Fibre Channel adapters',
        (partition) => partition.virtualFibreChannel?.every((adapter) => adapter.wwpns.length > 0) ?? false,
      ),
      vios(
        fleet,
        'the free virtual ports of its adapters',
        (one) => one.fibreChannelPorts?.every((port) => port.availablePorts !== null) ?? false,
      ),
    ],
  },
  {
    id: 'network-reach',
    question: 'Does the target carry the VLANs of a partition?',
    command:
      'lshwres -r virtualio --rsubtype eth --level lpar -m <system>; lshwres -r virtualio --rsubtype vswitch -m <system>',
    needs: (fleet) => [
      clients(fleet, 'its virtual Ethernet adapters', (partition) => partition.virtualEthernet !== null),
      systems(fleet, 'its virtual switches', (server) => server.virtualSwitches !== null),
      vios(fleet, 'the VLANs it bridges', (one) => one.networkBridges !== null),
    ],
  },
  {
    id: 'physical-io',
    question: 'Is a partition tied to adapters of its system?',
    command: 'lssyscfg -r prof -m <system>; lshwres -r io --rsubtype slot -m <system>',
    needs: (fleet) => [
      clients(fleet, 'its physical slots', (partition) => partition.physicalSlots !== null),
      clients(fleet, 'its SR-IOV ports', (partition) => partition.sriovPorts !== null),
    ],
  },
  {
    id: 'profiles',
    question: 'Do the profiles of a partition say what it has, and can their names stay?',
    command: 'lssyscfg -r prof -m <system>; lssyscfg -r lpar -m <system>',
    needs: (fleet) => [
      clients(fleet, 'the names of its profiles', (partition) => partition.profileNames !== null),
      running(
        fleet,
        'whether its profile is kept in step',
        (partition) => partition.profileSynchronised !== null,
      ),
    ],
  },
  {
    id: 'dynamic-changes',
    question: 'Do running partitions take dynamic changes (DLPAR)?',
    command: 'lspartition -dlpar (REST: LogicalPartition)',
    needs: (fleet) => [
      // The HMC asks IBM i otherwise than through RMC, and lspartition does not list it.
      need(
        'active partitions of AIX and Linux',
        'whether it takes dynamic changes',
        active(fleet).filter((partition) => partition.os !== 'ibmi'),
        (partition) => partition.dlparCapable !== null,
      ),
    ],
  },
  {
    id: 'hmc-level',
    question: 'Are the HMCs new enough for the systems they manage?',
    command: 'lshmc -V, together with lssyscfg -r sys of the same HMC (REST: ManagementConsole)',
    needs: (fleet) => [systems(fleet, 'the level of its HMC', (server) => server.hmcLevel !== null)],
  },
  {
    id: 'optimizer',
    question: 'Is a system closed to moves because its memory is being optimized?',
    command: 'lsmemopt -m <system> (REST: ManagedSystem)',
    needs: (fleet) => [
      systems(fleet, 'whether the optimizer runs', (server) => server.optimizerRunning !== null),
    ],
  },
  {
    id: 'activations',
    question: 'Do activated cores follow a partition (Power Enterprise Pool)?',
    command:
      'lscodpool --level pool; lscodpool -p <pool> --level sys for each pool, in one file with the commands',
    needs: (fleet) => [
      systems(
        fleet,
        'its pool and what it has activated there',
        ({ enterprisePool, activatedCores }) =>
          enterprisePool === '' || (enterprisePool !== null && activatedCores !== null),
      ),
    ],
  },
  {
    id: 'load',
    question: 'How busy is a partition through the week?',
    command: 'lslparutil -r lpar -m <system> -n 0',
    needs: (fleet) => [running(fleet, 'its load by hour', (partition) => partition.typicalWeek !== null)],
  },
  {
    id: 'power',
    question: 'How much power does a system draw?',
    command: 'lssyscfg -r sys -F name,type_model (its model tells idle and peak power)',
    needs: (fleet) => [systems(fleet, 'its type and model', (server) => server.typeModel !== null)],
  },
]

/** All questions in a fixed order, answered as far as the fleet goes. */
export function answerableQuestions(fleet: Fleet): AnswerableQuestion[] {
  return questions.map(({ id, question, command, needs }) => {
    const relevant = needs(fleet)
    const complete = relevant.every((need) => need.missing.length === 0 && need.total > 0)
    const known = relevant.some((need) => need.missing.length < need.total)
    const status = complete ? 'answered' : known ? 'partly' : 'unknown'
    return { id, question, status, text: describe(relevant), command: complete ? null : command }
  })
}

function describe(needs: readonly Need[]): string {
  return [...new Set(needs.map(describeNeed))].join(' ')
}

const NAMED = 5

function describeNeed({ of, fact, total, missing }: Need): string {
  if (total === 0) return `No ${of} imported.`
  if (missing.length === 0) return `Known for all ${total} ${of}: ${fact}.`
  if (missing.length === total) return `Not known for any of ${total} ${of}: ${fact}.`
  const names = missing.slice(0, NAMED).join(', ')
  const rest = missing.length > NAMED ? ` and ${missing.length - NAMED} more` : ''
  return `Not known for ${missing.length} of ${total} ${of}: ${fact} (${names}${rest}).`
}

function need<One extends { readonly name: string }>(
  of: string,
  fact: string,
  all: readonly One[],
  isKnown: (one: One) => boolean,
): Need {
  return { of, fact, total: all.length, missing: all.filter((one) => !isKnown(one)).map((one) => one.name) }
}

function systems(fleet: Fleet, fact: string, isKnown: (server: Server) => boolean): Need {
  return need('systems', fact, fleet.servers, isKnown)
}

function clients(fleet: Fleet, fact: string, isKnown: (partition: Partition) => boolean): Need {
  return need('partitions', fact, fleet.partitions, isKnown)
}

function running(fleet: Fleet, fact: string, isKnown: (partition: Partition) => boolean): Need {
  return need('active partitions', fact, active(fleet), isKnown)
}

function active(fleet: Fleet): readonly Partition[] {
  return fleet.partitions.filter((partition) => isActiveState(partition.state) !== false)
}

function vios(fleet: Fleet, fact: string, isKnown: (one: Vios) => boolean): Need {
  return need('VIOS', fact, fleet.vios, isKnown)
}

function movers(fleet: Fleet, fact: string, isKnown: (one: Vios) => boolean): Need {
  return need(
    'movers',
    fact,
    fleet.vios.filter((one) => one.mover !== false),
    isKnown,
  )
}
