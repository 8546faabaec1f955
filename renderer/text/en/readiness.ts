import type { CellLetter } from '../../../shared/contract/readiness.ts'
import type { StatementSubject } from '../../../shared/inventory/fleet.ts'
import { number } from '../../format/number.ts'
import { count } from '../plural.ts'

const questions: Readonly<
  Record<
    StatementSubject,
    { readonly ask: string; readonly yes: string; readonly no: string; readonly why: string }
  >
> = {
  'cluster-software': {
    ask: 'Is cluster software with heartbeat timers installed?',
    yes: 'Yes, installed',
    no: 'No, none',
    why: 'PowerHA, Oracle RAC, Spectrum Scale and their like may fence a node that stands still during a move. HMC output does not name them.',
  },
  'serial-licences': {
    ask: 'Is software used that is licensed to the serial number of a server?',
    yes: 'Yes, used',
    no: 'No, none',
    why: 'Keys that name the serial number stop being valid on another server. HMC output does not name licences.',
  },
  'console-sessions': {
    ask: 'Are console sessions open?',
    yes: 'Yes, open',
    no: 'No, closed',
    why: 'An open console can stop the move of an IBM i partition. The HMC does not list sessions.',
  },
  'npiv-zoning': {
    ask: 'Are both WWPNs of every pair zoned and masked?',
    yes: 'Yes, both',
    no: 'No, not both',
    why: 'The second WWPN is used only during a move, so nothing shows that the fabric lets it in. The validation on the HMC logs it in.',
  },
  'same-networks': {
    ask: 'Is a VLAN id the same network on every server?',
    yes: 'Yes, the same',
    no: 'No, it differs',
    why: 'Equal VLAN ids pass the checks of the HMC. Whether the subnet behind them is the same, only the network people know.',
  },
}

const verdictWords: Readonly<Record<CellLetter, string>> = {
  c: 'can move',
  w: 'can move, with warning',
  n: 'cannot',
  t: 'cannot tell',
  '-': 'is here now',
}

export const readinessText = {
  title: 'Readiness',
  loading: 'Checking every partition on every server…',
  facts: (partitions: number, servers: number, rules: number, date: string, from: string | null) =>
    [
      `${count(partitions, 'partition')}${from === null ? '' : ` of ${from}`} on ${count(servers, 'server')}`,
      `catalogue of ${count(rules, 'rule')}${date === '' ? '' : `, ${date}`}`,
    ].join(' · '),
  empty: {
    title: 'Nothing to judge yet',
    body: 'Readiness judges every partition on every server. It needs an inventory with two servers or more and at least one partition.',
    import: 'Import inventory',
    commands: 'Read-only HMC commands that are enough',
  },
  noWorkspace: {
    title: 'No workspace is open',
    body: 'Readiness shows for every partition and every server whether the move is possible, why not, and what to do about it.',
    door: 'Choose a workspace',
  },
  from: 'From',
  everyServer: 'every server',
  filter: {
    label: 'Filter partitions',
    placeholder: 'Filter by name, server, mode',
  },
  views: {
    label: 'Show as',
    matrix: 'Matrix',
    where: 'Where could it go',
    who: 'Who could come',
  },
  summary: {
    label: 'Pairs of partition and server by verdict',
    pairs: (pairs: number) => count(pairs, 'pair'),
    reach: (some: number, all: number) => `${number(some)} of ${number(all)}`,
    reachRest: (all: number) => `${all === 1 ? 'partition has' : 'partitions have'} at least one server`,
    change: (change: string) => `${change} against the inventory as it is`,
  },
  whatIf: {
    warnings: 'As if all warnings were fixed',
    rule: (rule: string) => `As if ${rule} was fixed`,
    fixed: 'as if fixed',
    banner: (what: string) => `Judged as if ${what}. Nothing is written.`,
    warningsOnly: 'all warnings were fixed',
    rules: (rules: readonly string[]) => `${rules.join(', ')} ${rules.length === 1 ? 'was' : 'were'} fixed`,
    and: ' and ',
    back: 'Show as it is',
  },
  reasons: {
    title: 'Reasons and remedies',
    pairs: 'pairs',
    none: 'Nothing stands in the way of any of these moves.',
    gravity: { block: 'Refuses', unknown: 'Cannot tell', warn: 'Warns' },
    notKnown: 'Not known',
    onlyWarns: 'At worst it warns:',
    reach: (partitions: number, servers: number) =>
      `${count(partitions, 'partition')}, ${count(servers, 'server')}`,
    unlocks: {
      block: (unlocks: number) => `without it ${count(unlocks, 'pair')} more could move`,
      unknown: (unlocks: number) => `without it ${count(unlocks, 'pair')} more could move`,
      warn: (unlocks: number) => `the only warning of ${count(unlocks, 'pair')}`,
    },
    needs: (input: string) => `Needs ${input}:`,
    only: 'Only its partitions',
    onlyOff: 'All partitions',
    failed: 'Its pairs could not be read',
    commands: {
      count: (commands: number, partitions: number, complete: boolean) =>
        `${complete ? '' : 'The first '}${count(commands, 'command')} for ${count(partitions, 'partition')}`,
      copy: (commands: number, partitions: number, complete: boolean) =>
        commands === 1
          ? `Copy the command for ${count(partitions, 'partition')}`
          : `Copy ${complete ? '' : 'the first '}${count(commands, 'command')} for ${count(partitions, 'partition')}`,
      copied: 'Copied as one block, with what each is for',
      more: (commands: number) => `and ${count(commands, 'more command')}`,
      choose: 'Commands of one partition are for different targets: choose one.',
      failed: 'Its commands could not be read',
    },
  },
  matrix: {
    label: 'Partitions on servers',
    partition: 'Partition',
    memory: 'GiB',
    memoryLong: 'Memory',
    mode: 'Mode',
    servers: 'Servers',
    serversLong: 'Servers it can go to',
    verdict: verdictWords,
    cell: (partition: string, server: string, verdict: string, rule: string | null, inactive: boolean) =>
      `${partition} on ${server}: ${verdict}${rule === null ? '' : `, ${rule}`}${
        inactive ? ', an inactive move would be allowed' : ''
      }`,
    size: (rows: number, columns: number) => `${count(rows, 'partition')} × ${count(columns, 'server')}`,
    none: 'No partition fits the filter',
    group: 'Group by reason',
    grouping: 'Grouping…',
    groupNone: 'Nothing stands in the way anywhere',
    groupRows: (rows: number) => count(rows, 'partition'),
    copied: (rows: number) => `${count(rows, 'row')} copied with headers`,
    copyFailed: 'The clipboard could not be written',
    legend: 'Marks',
    home: 'is here now',
    inactive: 'cannot, inactive would work',
    hits: 'cells of the chosen reason',
    keys: { cell: 'cell', open: 'details', copy: 'copy' },
  },
  rank: {
    partitions: 'Partitions',
    servers: 'Servers',
    where: (partition: string, home: string) => `Where could ${partition} go? It is on ${home} now.`,
    whereLabel: (partition: string) => `Servers for ${partition}, best first`,
    who: (server: string) => `Who could come to ${server}?`,
    whoLabel: (server: string) => `Partitions for ${server}, best first`,
    sum: (can: number, warn: number, tell: number, cannot: number) =>
      [
        `${number(can)} can move`,
        `${number(warn)} with warning`,
        `${number(tell)} cannot tell`,
        `${number(cannot)} cannot`,
      ].join(' · '),
    name: { where: 'Server', who: 'Partition' },
    home: 'Now on',
    model: 'Model',
    firmware: 'Firmware',
    free: 'Free',
    memory: 'Memory',
    verdict: 'Verdict',
    reason: 'Reason',
    reach: 'Servers',
    welcome: 'Partitions',
    inactive: 'An inactive move would be allowed.',
    choose: { where: 'Choose a partition at the left.', who: 'Choose a server at the left.' },
    none: 'Nothing fits the filter',
    plain: 'Reasons are those of the inventory as it is.',
  },
  pair: {
    title: (partition: string, server: string) => `${partition} → ${server}`,
    facts: (memory: string, units: string) => `${memory} · ${units}`,
    moveType: { active: 'active move', inactive: 'inactive move', suspended: 'suspended move' },
    home: (partition: string, server: string) => `${partition} is on ${server} now.`,
    inactive: 'An inactive move would be allowed: shut the partition down, move it, start it there.',
    dealtWith: (rules: readonly string[]) => `As if ${rules.join(', ')} were dealt with. Nothing is changed.`,
    dealt: 'taken as dealt with',
    ledger: (rule: string) => `${rule}, the figures`,
    yes: 'yes',
    no: 'no',
    notKnown: 'not known',
    needs: (input: string) => `Needs ${input}. Import the output of:`,
    asks: (input: string) => `Needs ${input}: below for this partition, under Questions for the whole fleet.`,
    atWorst: { warn: 'At worst it warns.', block: 'At worst it refuses the move.' },
    remedy: 'Remedy',
    others: (findings: number) => `${count(findings, 'more finding')}`,
    checks: (checks: number) => `All checks, ${number(checks)}`,
    passed: (checks: number) => `${number(checks)} more, all pass`,
    fewer: 'Findings only',
    checkVerdict: { pass: 'pass', warn: 'warns', block: 'refuses', unknown: 'cannot tell' },
    nothing: 'Every check passes.',
    copy: 'Copy the command',
    copied: 'Copied',
    copyFailed: 'The clipboard could not be written',
    loading: 'Checking the pair…',
    where: 'Where could it go',
    who: 'Who could come',
    unknownName: 'no longer in the inventory',
  },
  suggestion: {
    title: 'Suggested on the target',
    note: 'The HMC decides; migrlpar -o v confirms.',
    id: 'Partition id',
    kept: 'kept',
    changed: 'the old one is taken',
    pool: 'Processor pool',
    poolName: (id: number, name: string | null) => (name === null ? `pool ${id}` : `${name} (${id})`),
    movers: 'Movers',
    moverPair: (source: string, target: string, addresses: readonly [string, string] | null) =>
      addresses === null
        ? `${source} → ${target}`
        : `${source} (${addresses[0]}) → ${target} (${addresses[1]})`,
    adapters: 'Adapters',
    adapter: (kind: string, slot: number, device?: number) =>
      device === undefined ? `${kind}, slot ${slot}` : `${kind}, slot ${slot}, backing device ${device + 1}`,
    way: (source: string | null, target: string, slot: number | null, port: string | null) =>
      [`${source === null ? '' : `${source} → `}${target}`, slot === null ? null : `slot ${slot}`, port]
        .filter(Boolean)
        .join(', '),
    open: 'Nothing suggested',
    attributes: 'migrlpar -i',
  },
  questions: {
    door: 'Questions',
    doorCount: (open: number) => (open === 0 ? 'Questions' : `Questions, ${number(open)} open`),
    title: 'Questions only people can answer',
    lead: 'No HMC or VIOS output holds these answers. Until one is given, the checks that need it say “cannot tell” or warn. Each answer is an edit that can be undone. Answers can also be imported beside HMC output, as a file NAME.answers.json.',
    list: questions,
    unsaid: 'Not said',
    asFleet: 'As for all',
    fleet: 'All partitions',
    reason: 'Said by, or why',
    reasonHint: 'optional',
    rule: (rules: readonly string[]) => `Used by ${rules.join(', ')}`,
    exceptions: (exceptions: number) => `${count(exceptions, 'exception')}:`,
    exception: (name: string, says: string) => `${name}: ${says}`,
    takeBack: (name: string) => `Take back the answer for ${name}`,
    forOne: (partition: string) => `For ${partition}`,
    nowFleet: (says: string) => `for all: ${says}`,
    close: 'Close',
  },
  exporting: {
    button: 'Export work list',
    title: 'Export work list',
    format: 'Format',
    formats: { csv: 'CSV', xlsx: 'XLSX' },
    about: {
      csv: 'One row a pair that is not a plain “can move”, with rule, facts, sentence and remedy.',
      xlsx: 'A workbook: the work list, the matrix and the pairs, with rule, facts, sentence and remedy.',
    },
    whatIf: (what: string) => `The list is made as if ${what}, and says so.`,
    save: 'Save file',
    saved: (place: string) => `Saved as ${place}`,
  },
  commands: {
    filter: 'Filter partitions',
    matrix: 'Readiness: show the matrix',
    where: 'Readiness: where could it go',
    who: 'Readiness: who could come',
    warnings: 'Readiness: as if all warnings were fixed',
    plain: 'Readiness: show as it is',
    group: 'Readiness: group by reason',
    questions: 'Readiness: answer the questions',
    export: 'Export work list',
    close: 'Close the details',
    nothingOpen: 'no details are open',
    noWhatIf: 'no what-if is on',
    next: 'Next row',
    previous: 'Previous row',
  },
} as const
