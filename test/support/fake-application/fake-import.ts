import type { ImportFileSummary, ImportPreview } from '../../../shared/contract/views.ts'
import type { ImportProblem } from '../../../shared/inventory/problem.ts'

type Problem = ImportProblem & { readonly raw: string | null }

const problem = (
  severity: Problem['severity'],
  file: string,
  line: number,
  column: string | null,
  found: string,
  remedy: string,
  raw: string | null,
): Problem => ({ code: 'invented', severity, origin: { file, line }, column, found, remedy, raw })

const kinds: readonly (readonly [RegExp, string | null, ImportFileSummary['status']])[] = [
  [/sys/, 'lssyscfg -r sys', 'read'],
  [/lpar_conf|lssyscfg/, 'lssyscfg -r lpar', 'read'],
  [/mem/, 'lshwres -r mem --level lpar', 'read'],
  [/proc/, 'lshwres -r proc --level lpar', 'read'],
  [/vfc|fc/, 'lshwres -r virtualio --rsubtype fc', 'partly'],
  [/eth/, 'lshwres -r virtualio --rsubtype eth', 'read'],
  [/sriov/, 'HMC error text', 'failed'],
  [/\.(docx|png|pdf)$/, null, 'left-out'],
]

/** A preview over whatever names were handed in: kinds by name, invented rows, changes and problems. */
export function inventPreview(importId: string, names: readonly string[], first: boolean): ImportPreview {
  const files = names.map((file, at): ImportFileSummary => {
    const [, kind, status] = kinds.find(([pattern]) => pattern.test(file)) ?? [
      /x/,
      'lssyscfg -r lpar',
      'read' as const,
    ]
    return {
      file,
      kind,
      rows: status === 'read' || status === 'partly' ? 12 + ((at * 97) % 1500) : 0,
      sizeBytes: 4_000 + at * 81_234,
      status,
    }
  })
  const problems: Problem[] = [
    problem(
      'error',
      'n2_sriov_logport.txt',
      1,
      null,
      'The HMC answered with an error, not with data: “HSCL1293 …”',
      'Run lshwres -r sriov again with an hmcsuperadmin or hmcviewer role.',
      'HSCL1293 The command entered is not supported',
    ),
    problem(
      'error',
      'n1_vfc.txt',
      402,
      'wwpns',
      'One WWPN where a pair is expected: “c0507609a1b2003c”',
      'The row is left out. The adapter was edited by hand; export again.',
      'lpar_name=web-dmz2,lpar_id=9,slot_num=21,wwpns=c0507609a1b2003c',
    ),
    problem(
      'warning',
      'n1_lslic_syspower.txt',
      9,
      'activated_level',
      'Empty for pwr-s922-d3 (server was in standby)',
      'Firmware pair checks answer “cannot tell” for it.',
      'pwr-s922-d3,9009-22A*7815117,,',
    ),
    problem(
      'warning',
      'n1_lpar_conf.txt',
      118,
      'os_version',
      'Cut off by the HMC: “RHEL 9.4 (Plow) 5.14.0-427.el9_4.ppc”',
      'Stored as RHEL 9.4.',
      'name=kafka-2,lpar_id=14,os_version=RHEL 9.4 (Plow) 5.14.0-427.el9_4.ppc',
    ),
    problem(
      'note',
      'notes.docx',
      1,
      null,
      'Kind not recognised',
      'The file is left out. Import tables as CSV or XLSX.',
      null,
    ),
  ]
  const counts = (
    kind: ImportPreview['counts'][number]['kind'],
    fresh: number,
    changed: number,
    same: number,
    gone: number,
  ): ImportPreview['counts'][number] =>
    first
      ? { kind, new: fresh + changed + same, changed: 0, unchanged: 0, gone: 0 }
      : { kind, new: fresh, changed, unchanged: same, gone }
  return {
    importId,
    files,
    counts: [
      counts('servers', 0, 3, 7, 0),
      counts('vios', 0, 2, 18, 0),
      counts('partitions', 6, 41, 150, 4),
      counts('ethernet', 12, 9, 470, 8),
      counts('scsi', 0, 0, 231, 0),
      counts('fibre-channel', 24, 16, 1548, 16),
      counts('pools', 1, 2, 25, 0),
      counts('load', 176, 0, 0, 0),
      counts('answers', 0, 0, 0, 0),
    ],
    changes: [
      {
        kind: 'partitions',
        change: 'changed',
        name: 'etl-prd1',
        server: 'pwr-e1080-a1',
        attributes: [{ attribute: 'memory', before: '320 GiB', after: '384 GiB', origin: null }],
        file: 'n1_lpar_mem.txt',
        line: 131,
      },
      {
        kind: 'partitions',
        change: 'changed',
        name: 'oraerp-p2',
        server: 'pwr-e980-b1',
        attributes: [
          { attribute: 'entitled', before: '4.80', after: '5.20', origin: null },
          { attribute: 'virtual processors', before: '12', after: '14', origin: null },
        ],
        file: 'n1_lpar_proc.txt',
        line: 122,
      },
      {
        kind: 'partitions',
        change: 'new',
        name: 'kafka-7',
        server: 'pwr-s1024-c3',
        attributes: [],
        file: 'n1_lpar_conf.txt',
        line: 164,
      },
      {
        kind: 'partitions',
        change: 'gone',
        name: 'oratst-t4',
        server: 'pwr-s924-d2',
        attributes: [],
        file: null,
        line: null,
      },
      {
        kind: 'servers',
        change: 'changed',
        name: 'pwr-e980-b1',
        server: 'pwr-e980-b1',
        attributes: [{ attribute: 'firmware', before: 'FW950.80', after: 'FW950.90', origin: null }],
        file: 'n1_lslic_syspower.txt',
        line: 3,
      },
    ],
    changesTotal: 71,
    problems,
    problemsTotal: problems.length,
    questions: [
      {
        id: 'firmware',
        question: 'Firmware pair check',
        status: 'partly',
        text: '9 of 10 servers; pwr-s922-d3 cannot be told',
        command: 'lslic -t sys',
      },
      {
        id: 'zoning',
        question: 'WWPN zoning on targets',
        status: 'answered',
        text: '20 of 20 VIOS',
        command: null,
      },
      {
        id: 'link',
        question: 'Link speed of movers',
        status: 'unknown',
        text: 'needs the adapter statistics of each VIOS',
        command: 'entstat -all',
      },
      {
        id: 'limits',
        question: 'Moves at once',
        status: 'unknown',
        text: '8 a mover and 16 a server are used',
        command: 'lslparmigr -r sys',
      },
      {
        id: 'affinity',
        question: 'Affinity score',
        status: 'unknown',
        text: 'needs the current score',
        command: 'lsmemopt -m SYSTEM -o currscore',
      },
    ],
    totals: { servers: 10, vios: 20, partitions: 201 },
  }
}
